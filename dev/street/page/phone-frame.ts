// One phone on the street: a frame with the h5 build in it. The street sees of it what a person sees,
// and what another phone's camera sees.
import type { Screen } from "../steps.ts";

export type PhoneFrame = {
  /** Opens the address afresh, even where it differs from the present one in the hash only. */
  readonly open: (url: string) => void;
  readonly reload: () => void;
  /** What it shows; while it scans or waits for an answer, what it showed before. */
  readonly screen: () => Screen;
  /** The picture of the code on the screen, if one is shown. */
  readonly codeImage: () => HTMLImageElement | undefined;
  /** Is the mini-program's own scanner open? */
  readonly isScanning: () => boolean;
  /** Holds a picture before this phone's camera. */
  readonly showToCamera: (dataUrl: string) => void;
};

const NOTHING: Screen = { page: "", hasCode: false, words: "" };
/** What a button says while its work is under way. */
const BUSY = "请稍候";

export function phoneFrame(glass: HTMLElement, name: string, title: string): PhoneFrame {
  let frame: HTMLIFrameElement | undefined;
  let scanning = false;
  let settled = NOTHING;

  window.addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || !frame || source !== frame.contentWindow) return;
    if (isScannerMessage(data)) scanning = data.open;
  });

  const open = (url: string) => {
    // A new frame, not a new src: nothing of the old page runs on, and the browser's history stays clean.
    const next = document.createElement("iframe");
    Object.assign(next, { name, title, id: `${name}-phone`, allow: "camera", src: url });
    next.addEventListener("load", () => {
      // A page that loads anew has no scanner open, and may not have said goodbye.
      scanning = false;
      hideScrollBars(next);
    });
    glass.replaceChildren(next);
    frame = next;
    scanning = false;
    settled = NOTHING;
  };

  const codeImage = () => visibleCode(frame?.contentDocument ?? undefined);
  return {
    open,
    reload: () => frame?.contentWindow?.location.reload(),
    screen: () => {
      const seen = frame ? screenOf(frame, codeImage() !== undefined) : NOTHING;
      if (!scanning && !seen.words.includes(BUSY)) settled = seen;
      return settled;
    },
    codeImage,
    isScanning: () => scanning,
    showToCamera: (dataUrl) =>
      frame?.contentWindow?.postMessage({ type: "huike:camera-frame", dataUrl }, location.origin),
  };
}

const isScannerMessage = (data: unknown): data is { type: string; open: boolean } =>
  typeof data === "object" &&
  data !== null &&
  "type" in data &&
  data.type === "huike:scanner" &&
  "open" in data &&
  typeof data.open === "boolean";

function screenOf(frame: HTMLIFrameElement, hasCode: boolean): Screen {
  const page = frame.contentWindow?.location.hash.replace(/^#\/?/, "").split("?")[0] ?? "";
  return { page, hasCode, words: frame.contentDocument?.body?.innerText ?? "" };
}

/** Pages left behind stay in the document, hidden: only what takes room on the screen can be scanned. */
function visibleCode(shown: Document | undefined): HTMLImageElement | undefined {
  const images = shown?.querySelectorAll<HTMLImageElement>(".qr-code img") ?? [];
  return [...images].find((image) => image.getClientRects().length > 0);
}

/** As on a phone. */
function hideScrollBars(frame: HTMLIFrameElement): void {
  const style = document.createElement("style");
  style.textContent = "* { scrollbar-width: none }";
  frame.contentDocument?.head.append(style);
}
