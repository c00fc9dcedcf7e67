// The camera. `path` is there only when the code is a mini-program code of our own: WeChat gives the page, not the text.
import Taro from "@tarojs/taro";

export type ScanOutcome = { is: "read"; text: string; path?: string } | { is: "cancelled" } | { is: "failed" };

/** Taro's typings do not know our own kind yet, WeChat does. */
const kinds = ["qrCode", "barCode", "wxCode"] as ("qrCode" | "barCode")[];

export async function scan(): Promise<ScanOutcome> {
  try {
    const { result, path } = await Taro.scanCode({ onlyFromCamera: true, scanType: kinds });
    return path ? { is: "read", text: result, path } : { is: "read", text: result };
  } catch (reason) {
    return { is: isCancel(reason) ? "cancelled" : "failed" };
  }
}

const isCancel = (reason: unknown): boolean =>
  typeof reason === "object" && reason !== null && "errMsg" in reason && /cancel/.test(String(reason.errMsg));
