// WXSS for a browser: rpx to px, `page` to our root element, imports put in place, and what WeChat's own
// style sheet gives its built-in components.
import { resolvePath } from "./bundle.ts";

export const NAVIGATION_BAR_PX = 44;
export const TAB_BAR_PX = 56;

export const BUILT_IN_STYLE = `
body{margin:0}
.phone-window{position:relative;overflow:hidden;margin:0 auto;background:#fff;font-family:-apple-system,"PingFang SC","Noto Sans CJK SC",sans-serif;font-size:16px;color:#000}
.phone-title{position:absolute;top:0;left:0;right:0;height:${NAVIGATION_BAR_PX}px;line-height:${NAVIGATION_BAR_PX}px;text-align:center;font-weight:600;font-size:17px}
.phone-title button{position:absolute;left:0;top:0;height:100%;min-width:44px;border:0;background:none;font:inherit;color:inherit}
.phone-tabs{position:absolute;bottom:0;left:0;right:0;height:${TAB_BAR_PX}px;display:flex;border-top:1px solid #ddd;background:inherit}
.phone-tabs button{flex:1;border:0;background:none;font:inherit;font-size:11px;color:inherit}
.phone-tabs img{display:block;width:27px;height:27px;margin:0 auto 2px}
.phone-page{position:absolute;left:0;right:0;transform:translateZ(0);overflow:hidden}
.phone-scroll{height:100%;overflow-x:hidden;overflow-y:auto}
page-root{display:flow-root;min-height:100%;line-height:normal}
view,scroll-view,swiper-item,form,picker,movable-area,cover-view{display:block}
swiper{display:flex;overflow:auto;height:150px}
swiper-item{flex:0 0 100%}
scroll-view{overflow:auto}
text,label{display:inline;white-space:pre-line}
wx-image{display:inline-block;width:320px;height:240px;background-size:100% 100%;background-repeat:no-repeat;overflow:hidden}
wx-image[mode=aspectFill]{background-size:cover;background-position:center}
wx-image[mode=aspectFit]{background-size:contain;background-position:center}
wx-button{display:block;position:relative;margin:0 auto;cursor:pointer;border:0;background:#f8f8f8;border-radius:5px;font-size:18px;line-height:2.55555556;padding:0 14px;text-align:center;box-sizing:border-box;overflow:hidden}
wx-button[aria-disabled]{opacity:.4;pointer-events:none}
wx-input,wx-textarea{display:block;height:1.4em;overflow:hidden}
.wx-inner{border:0;background:none;font:inherit;color:inherit;outline:0;width:100%;height:100%;padding:0;margin:0}
`;

const IMPORT = /@import\s+["']([^"']+)\.wxss["'];?/g;

function inlineImports(css: Record<string, string>, path: string, seen: Set<string>): string {
  if (seen.has(path)) return "";
  seen.add(path);
  return (css[path] ?? "").replace(IMPORT, (_, imported: string) =>
    inlineImports(css, resolvePath(path, imported), seen),
  );
}

/** The style sheet of one page or component, as the browser understands it, on a screen `width` px wide. */
export function browserStyle(css: Record<string, string>, path: string, width: number): string {
  return inlineImports(css, path, new Set())
    .replace(/(-?[\d.]+)rpx/g, (_, n: string) => `${(Number(n) * width) / 750}px`)
    .replace(/(-?[\d.]+)vh\b/g, (_, n: string) => `calc(var(--phone-vh, 1vh) * ${n})`)
    .replace(/(^|[},\s])page(?=[\s,{.:])/g, "$1page-root");
}
