// The look of the page behind a link QR: the mini-program's own colours, light and dark.

export const LINK_PAGE_CSS = `
:root{color-scheme:light dark;--bg:#F2F5F3;--surface:#FFF;--ink:#1E2422;--ink2:#55605B;--accent:#7A1F4B;--on-accent:#FFF;--line:#7F8B85}
@media(prefers-color-scheme:dark){:root{--bg:#121715;--surface:#1C2321;--ink:#E9EFEC;--ink2:#A5B1AB;--accent:#F0A3C4;--on-accent:#2B0A1A;--line:#6B7772}}
*{box-sizing:border-box;margin:0}
body{background:var(--bg);color:var(--ink);font:17px/1.55 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
main{max-width:420px;margin:0 auto;padding:24px 16px 40px}
.shop{color:var(--ink2);font-size:15px}
h1{font-size:24px;line-height:1.35;margin:4px 0 16px}
.ticket{background:var(--surface);border-radius:12px;border-left:8px solid var(--accent);padding:20px 16px}
.benefit{color:var(--accent);font-size:32px;font-weight:700;line-height:1.25}
.name{font-weight:600}
.when{color:var(--ink2)}
ul{color:var(--ink2);font-size:15px;padding:12px 0 0 1.2em}
.way{text-align:center;margin:24px 0}
.button{display:block;background:var(--accent);color:var(--on-accent);text-decoration:none;font-weight:600;border-radius:14px;padding:13px 16px;min-height:50px}
.say{color:var(--ink2);font-size:15px;margin:20px 0 12px}
img{background:#FFF;padding:8px;border-radius:12px}
.store{border-top:1px solid var(--line);padding-top:16px}
h2{font-size:17px}
.store p{color:var(--ink2)}
.store a{color:var(--accent);display:inline-block;padding:10px 0;min-height:44px}
`;
