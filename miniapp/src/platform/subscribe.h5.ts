// h5 has no WeChat: the fake one keeps what was accepted, and its window is the browser's own question.
import Taro from "@tarojs/taro";
import { askPhone, readField, readText } from "./fake-wechat";
import type { Asked } from "./subscribe";

export type { Asked };

export async function askToSubscribe(templateId: string): Promise<Asked> {
  try {
    const title = await titleOf(templateId);
    const { confirm } = await Taro.showModal({
      title: "允许发送一次以下消息",
      content: title,
      cancelText: "取消",
      confirmText: "允许",
    });
    const refused = confirm ? [] : [templateId];
    const answer = await askPhone("POST", "subscribe", { tmplIds: [templateId], refused });
    if (readField(answer, "errCode") !== undefined) return "off";
    return readText(answer, templateId) === "accept" ? "accept" : "reject";
  } catch {
    return "failed";
  }
}

async function titleOf(templateId: string): Promise<string> {
  const templates = await askPhone("GET", "subscribe-templates");
  const all: unknown[] = Array.isArray(templates) ? templates : [];
  return readText(
    all.find((one) => readText(one, "templateId") === templateId),
    "title",
  );
}
