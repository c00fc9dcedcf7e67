// The scanner of an h5 phone: the live camera, a text box, and pictures of the other phone's screen that the street
// sends. Whatever is read goes to the fake WeChat, which answers as wx.scanCode would.
import { askPhone, readText } from "./fake-wechat";
import { readPicture } from "./read-frame";
import type { ScanOutcome } from "./scan";
import { openScanner } from "./scanner-overlay";

export type { ScanOutcome };

/** The street's picture may arrive a moment before the scanner is open. */
const KEEP_FRAME_MS = 1500;

let waiting: ((dataUrl: string) => void) | undefined;
let early: { dataUrl: string; atMs: number } | undefined;

window.addEventListener("message", ({ data, origin }: MessageEvent<unknown>) => {
  if (origin !== window.location.origin) return;
  if (readText(data, "type") !== "huike:camera-frame") return;
  const dataUrl = readText(data, "dataUrl");
  if (!dataUrl.startsWith("data:image/")) return;
  if (waiting) waiting(dataUrl);
  else early = { dataUrl, atMs: Date.now() };
});

export function scan(): Promise<ScanOutcome> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (outcome: ScanOutcome) => {
      if (settled) return;
      settled = true;
      waiting = undefined;
      scanner.close();
      tellStreet(false);
      resolve(outcome);
    };
    const onText = (text: string) => void recognise(text).then(settle, () => settle({ is: "failed" }));
    const scanner = openScanner(onText, () => settle({ is: "cancelled" }));
    waiting = (dataUrl) => {
      readPicture(dataUrl).then(
        (text) => (text === undefined ? scanner.say("没有看清，请再对准一次") : onText(text)),
        () => scanner.say("没有看清，请再对准一次"),
      );
    };
    tellStreet(true);
    if (early && Date.now() - early.atMs <= KEEP_FRAME_MS) waiting(early.dataUrl);
    early = undefined;
  });
}

async function recognise(text: string): Promise<ScanOutcome> {
  const answer = await askPhone("POST", "scan-result", { text });
  const path = readText(answer, "path");
  return path
    ? { is: "read", text: readText(answer, "result"), path }
    : { is: "read", text: readText(answer, "result") };
}

function tellStreet(open: boolean): void {
  if (window.parent !== window) window.parent.postMessage({ type: "huike:scanner", open }, window.location.origin);
}
