// Which language the console speaks, and how a page says its words in it. A page keeps its words beside itself, each in
// both languages or it does not compile, and they travel with the page.

import { type ContrastPair, contrastPairs } from "@huike/shared/brand";
import type { RefusalDetail } from "@huike/shared/endpoint";
import { yuan } from "@huike/shared/money";
import { type Refusal, type Sentence, sentences } from "@huike/shared/sentences";
import { useSyncExternalStore } from "react";

export type Language = "zh" | "en";

// biome-ignore lint/suspicious/noExplicitAny: a word may take whatever completes it; each keeps its own parameters
type Said = string | ((...parts: any[]) => string);
export type Words = Readonly<Record<string, { readonly zh: Said; readonly en: Said }>>;
export type Spoken<W extends Words> = { readonly [K in keyof W]: W[K]["zh"] | W[K]["en"] };

const KEY = "console-language";
const listeners = new Set<() => void>();

function remembered(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

let current: Language = remembered();

export function setLanguage(language: Language): void {
  current = language;
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => current);

const spoken = new WeakMap<Words, Partial<Record<Language, object>>>();

/** The words in that language; made once. */
export function speak<W extends Words>(words: W, language: Language): Spoken<W> {
  const known = spoken.get(words) ?? {};
  spoken.set(words, known);
  known[language] ??= Object.fromEntries(Object.entries(words).map(([key, said]) => [key, said[language]]));
  return known[language] as Spoken<W>;
}

export const useWords = <W extends Words>(words: W): Spoken<W> => speak(words, useLanguage());

export const sentenceOf = (sentence: Sentence, language: Language): string => sentence[language];

/** Where the phone's words for a common failure do not fit a page on a desk. */
const onDesk: Partial<Record<Refusal, Sentence>> = {
  bad_request: {
    zh: "填写的内容不对，请检查后再提交",
    en: "Something in the form is not right; check it and try again",
  },
  signed_out: { zh: "登录已过期，请重新扫码登录", en: "Your session has ended; scan to sign in again" },
  forbidden: { zh: "你没有这个操作的权限，请联系店主", en: "You may not do this; ask the owner" },
};

/** The sentence a person reads for a refusal, with what the server added. */
export function explain(error: Refusal, detail: RefusalDetail | undefined, language: Language): string {
  const text = (onDesk[error] ?? sentences[error])[language];
  const { storeName, limit, minFen, pair, contrast, title, word } = detail ?? {};
  const facts = [
    pair !== undefined && pair in contrastPairs ? contrastPairs[pair as ContrastPair][language] : undefined,
    contrast,
    storeName,
    ...[title, word].map((said) => said && (language === "zh" ? `「${said}」` : `"${said}"`)),
    limit === undefined ? undefined : String(limit),
    minFen === undefined ? undefined : `¥${yuan(minFen)}`,
  ];
  const said = facts.filter((fact) => fact !== undefined).join(language === "zh" ? "，" : ", ");
  if (!said) return text;
  return language === "zh" ? `${text}（${said}）` : `${text} (${said})`;
}
