// h5 only: the full-screen scanner. Plain DOM, because it stands outside any page, as WeChat's own scanner does.
import { readFrame } from "./read-frame";

const FRAME_EVERY_MS = 160;

export type Scanner = { readonly close: () => void; readonly say: (sentence: string) => void };

const style = `
.scanner{position:fixed;inset:0;z-index:1000;display:flex;flex-direction:column;background:#0d1110;color:#fff;font:16px/1.5 system-ui,sans-serif}
.scanner__head{display:flex;justify-content:space-between;align-items:center;padding:12px 16px}
.scanner__close{min-width:48px;min-height:48px;border:0;background:none;color:#fff;font:inherit}
.scanner__view{position:relative;flex:1;min-height:0;display:flex;align-items:center;justify-content:center;overflow:hidden}
.scanner__view video{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}
.scanner__frame{position:relative;width:min(62vw,240px);aspect-ratio:1;border:3px solid #d5ede1;border-radius:20px}
.scanner__say{position:absolute;left:16px;right:16px;bottom:12px;text-align:center;margin:0;padding:6px 10px;border-radius:10px;background:rgba(13,17,16,.7)}
.scanner__type{display:flex;gap:8px;padding:12px 16px 20px}
.scanner__type input{flex:1;min-width:0;height:48px;border:1px solid #6b7772;border-radius:14px;padding:0 14px;background:#1c2321;color:#fff;font:inherit}
.scanner__type button{height:48px;border:0;border-radius:14px;padding:0 18px;background:#d5ede1;color:#1e2422;font:inherit;font-weight:600}
`;

const markup = `
<div class="scanner__head"><strong>扫一扫</strong><button class="scanner__close" type="button">关闭</button></div>
<div class="scanner__view"><video muted playsinline></video><div class="scanner__frame"></div><p class="scanner__say" role="status">对准二维码</p></div>
<form class="scanner__type"><input aria-label="手动输入码" placeholder="扫不了？在这里输入码" autocomplete="off"><button type="submit">确定</button></form>
`;

export function openScanner(onText: (text: string) => void, onClosed: () => void): Scanner {
  const overlay = document.createElement("div");
  overlay.className = "scanner";
  overlay.setAttribute("role", "dialog");
  overlay.setAttribute("aria-label", "扫一扫");
  overlay.innerHTML = `<style>${style}</style>${markup}`;
  document.body.append(overlay);
  const say = (sentence: string) => {
    const line = overlay.querySelector(".scanner__say");
    if (line) line.textContent = sentence;
  };
  const stopCamera = watchCamera(overlay.querySelector("video"), onText, () => {
    say("这里没有摄像头：扫另一台手机，或在下面输入码");
  });
  const close = () => {
    stopCamera();
    overlay.remove();
  };
  overlay.querySelector(".scanner__close")?.addEventListener("click", () => {
    close();
    onClosed();
  });
  overlay.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = overlay.querySelector("input")?.value.trim() ?? "";
    if (text) onText(text);
    else say("请先输入码");
  });
  return { close, say };
}

/** Reads the live camera, if there is one, until stopped. */
function watchCamera(video: HTMLVideoElement | null, onText: (text: string) => void, onNone: () => void): () => void {
  let stream: MediaStream | undefined;
  let stopped = false;
  const timer = window.setInterval(() => {
    const text = video && stream ? readFrame(video) : undefined;
    if (text !== undefined) onText(text);
  }, FRAME_EVERY_MS);
  const stop = () => {
    stopped = true;
    window.clearInterval(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const start = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (stopped || !video) return stop();
    video.srcObject = stream;
    await video.play();
  };
  start().catch(() => {
    if (!stopped) onNone();
  });
  return stop;
}
