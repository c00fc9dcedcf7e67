// The poster wall: each channel's printed code, and two that no longer or never were ours.
import type { Poster } from "../../seed/street-file.ts";
import { make } from "./dom.ts";

const kinds: Record<Poster["kind"], string> = {
  clerk: "店员码",
  store: "门店码",
  poster: "海报",
  product_tag: "吊牌",
  packaging: "包装",
  wifi: "Wi-Fi",
  campaign: "活动",
};
const marks: Record<Poster["state"], string> = { active: "", retired: "已停用", unknown: "陌生的码" };

const codes: Record<Poster["code"], { readonly alt: string; readonly tag?: string }> = {
  mini_program: { alt: "小程序码" },
  link: { alt: "链接二维码" },
  follow: { alt: "关注二维码", tag: "公众号" },
};

export type Hung = { readonly setLabel: (zh: string) => void };

export function hangPosters(
  wall: HTMLElement,
  posters: readonly Poster[],
  onScan: (image: HTMLImageElement) => void,
): Hung {
  const buttons: HTMLButtonElement[] = [];
  wall.replaceChildren(
    ...posters.map((poster) => {
      const { element, button } = hang(poster, onScan);
      buttons.push(button);
      return element;
    }),
  );
  return {
    setLabel: (zh) => {
      for (const button of buttons) button.textContent = zh;
    },
  };
}

function hang(poster: Poster, onScan: (image: HTMLImageElement) => void) {
  const { contentType, base64 } = poster.image;
  const alt = `${poster.name}的${codes[poster.code].alt}`;
  const image = make("img", { src: `data:${contentType};base64,${base64}`, alt });
  const button = make("button", { type: "button", className: "scan", textContent: "用会员手机扫" });
  button.addEventListener("click", () => onScan(image));
  const words = make(
    "div",
    { className: "poster-words" },
    make("span", { className: "tag" }, marks[poster.state] || (codes[poster.code].tag ?? kinds[poster.kind])),
    make("b", { className: "poster-offer" }, poster.offerText),
    make("span", { className: "poster-name" }, poster.name),
    where(poster),
  );
  const element = make("article", { className: `poster ${poster.state}` }, image, words, button);
  element.dataset.scene = poster.scene;
  element.dataset.kind = poster.kind;
  element.dataset.state = poster.state;
  return { element, button };
}

/** A link can be opened by any camera; following costs four taps, at a counter too many. */
function where({ code, scene, storeName }: Poster): HTMLElement {
  if (code === "follow") return make("span", { className: "poster-online" }, "线上用，不放在店里");
  if (code === "mini_program") return make("span", { className: "poster-store" }, shortStore(storeName));
  const link = { className: "poster-link", href: `/q/${scene}`, target: "_blank", rel: "noopener" };
  return make("a", link, "不在微信里看");
}

/** 「回客茶铺 人民路店」 → 「人民路店」: every poster is of the same brand. */
const shortStore = (name: string): string => name.split(" ").at(-1) ?? name;
