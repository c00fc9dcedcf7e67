// h5 only: the full-screen scanner. Plain DOM, because it stands outside any page, as WeChat's own scanner does.
import { type CameraTrouble, watchCamera } from "./camera";

export type Scanner = { readonly close: () => void; readonly say: (sentence: string) => void };

const style = `
.scanner{position:fixed;inset:0;z-index:1000;display:flex;flex-direction:column;background:#0d1110;color:#fff;font:16px/1.5 system-ui,sans-serif}
.scanner__head{display:flex;justify-content:space-between;align-items:center;padding:12px 16px}
.scanner__close{min-width:48px;min-height:48px;border:0;background:none;color:#fff;font:inherit}
.scanner__view{position:relative;flex:1;min-height:0;display:flex;align-items:center;justify-content:center;overflow:hidden}
.scanner__view video{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}
.scanner__frame{position:relative;width:min(62vw,240px);aspect-ratio:1;border:3px solid #d5ede1;border-radius:20px}
.scanner__say{position:absolute;left:16px;right:16px;bottom:12px;text-align:center;text-wrap:balance;margin:0;padding:6px 10px;border-radius:10px;background:rgba(13,17,16,.7)}
.scanner__type{display:flex;gap:8px;padding:12px 16px 20px}
.scanner__type input{flex:1;min-width:0;height:48px;border:1px solid #6b7772;border-radius:14px;padding:0 14px;background:#1c2321;color:#fff;font:inherit}
.scanner__type button{height:48px;border:0;border-radius:14px;padding:0 18px;background:#d5ede1;color:#1e2422;font:inherit;font-weight:600}
`;

const markup = `
<div class="scanner__head"><strong>扫一扫</strong><button class="scanner__close" type="button">关闭</button></div>
<div class="scanner__view"><video muted playsinline></video><div class="scanner__frame"></div><p class="scanner__say" role="status">对准二维码</p></div>
<form class="scanner__type"><input aria-label="手动输入码" placeholder="扫不了？在这里输入码" autocomplete="off"><button type="submit">确定</button></form>
`;

/** Each ends with the way that is left. */
const withoutCamera: Record<CameraTrouble, string> = {
  refused: "没有允许使用摄像头：在浏览器里允许后再扫，或在下面输入码",
  missing: "这里没有摄像头：扫另一台手机，或在下面输入码",
  busy: "摄像头打不开，可能别的程序正在用：关掉它再扫，或在下面输入码",
  insecure: "这个网址用不了摄像头，要用 https 或 localhost：可以在下面输入码",
};

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
  const video = overlay.querySelector("video");
  const stopCamera = video ? watchCamera(video, onText, (trouble) => say(withoutCamera[trouble])) : undefined;
  const close = () => {
    stopCamera?.();
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
