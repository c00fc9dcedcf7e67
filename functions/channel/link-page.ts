// The page behind a link QR, drawn: no script, nothing loaded from elsewhere, readable on the cheapest phone.

import { benefitText } from "@huike/shared/benefit";
import type { ClaimState } from "@huike/shared/channel";
import { shortTime } from "@huike/shared/day";
import type { OfferTerms } from "@huike/shared/offer";
import type { StoreFacts } from "@huike/shared/store-facts";
import { Html, html } from "../platform/html.ts";
import type { CodeImage } from "../platform/wechat/mini-program-code.ts";
import { LINK_PAGE_CSS } from "./link-page.css.ts";

export type LinkOffer = { readonly terms: OfferTerms; readonly state: ClaimState; readonly opensAtMs: number };

export type LinkPage = {
  readonly notice?: string;
  readonly store?: StoreFacts | undefined;
  readonly offer?: LinkOffer | undefined;
  /** The mini-program code, and the address that opens WeChat from another app. */
  readonly code?: CodeImage | undefined;
  readonly urlLink?: string | undefined;
  readonly isWechat: boolean;
};

export function drawLinkPage({ notice, store, offer, code, urlLink, isWechat }: LinkPage): string {
  const title = offer ? `${benefitText(offer.terms.benefit)} · ${store?.name ?? "会员"}` : (store?.name ?? "附近门店");
  return String(html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(LINK_PAGE_CSS)}</style>
</head>
<body>
<main>
${store && html`<p class="shop">${store.name}</p>`}
${notice && html`<h1>${notice}</h1>`}
${offer && drawOffer(offer)}
${drawWayIn({ code, urlLink, isWechat })}
${store && drawStore(store)}
</main>
</body>
</html>`);
}

const titles: Record<ClaimState, string> = {
  claimable: "送你一张券",
  not_open: "快开始了",
  sold_out: "来晚了一步",
  sold_out_today: "今天的抢完了",
  closed: "已经结束",
  frozen: "暂停中",
  granted_only: "到店由店员发放",
};

function drawOffer({ terms, state, opensAtMs }: LinkOffer): Html {
  return html`<h1>${titles[state]}</h1>
<section class="ticket">
<p class="benefit">${benefitText(terms.benefit)}</p>
<p class="name">${terms.title}</p>
${state === "not_open" && html`<p class="when">${shortTime(opensAtMs)} 开始领取</p>`}
</section>
<ul>${terms.lines.slice(0, 3).map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** In WeChat a picture is long-pressed; from elsewhere a phone follows the address and a computer's screen is scanned. */
function drawWayIn({ code, urlLink, isWechat }: Pick<LinkPage, "code" | "urlLink" | "isWechat">): Html | undefined {
  if (!code && !urlLink) return undefined;
  const say = isWechat ? "长按下面的小程序码，打开会员小程序" : "或者用微信「扫一扫」下面的小程序码";
  return html`<section class="way">
${urlLink && html`<a class="button" href="${urlLink}">在微信里打开，领券</a>`}
${
  code &&
  html`<p class="say">${say}</p>
<img src="data:${code.contentType};base64,${code.base64}" alt="小程序码" width="215" height="215">`
}
</section>`;
}

function drawStore({ name, city, address, phone }: StoreFacts): Html {
  return html`<section class="store">
<h2>${name}</h2>
<p>${city} ${address}</p>
<p><a href="tel:${phone}">${phone}</a></p>
</section>`;
}
