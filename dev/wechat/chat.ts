// The chat with the service account as the phone shows it: words, and links that open the mini-program.
//
//   <a href="https://…" data-miniprogram-appid="wx…" data-miniprogram-path="pages/…">words</a>
//
// A link to another mini-program, or to the web, shows its words only.
import type { Phone, Said } from "./state.ts";

const CHAT_MAX = 200;
const LINK = /<a\s([^<>]*)>([\s\S]*?)<\/a>/g;

export const UNAVAILABLE = "该公众号暂时无法提供服务";

export function tell(phone: Phone, said: Omit<Said, "links">, miniAppId: string): void {
  const shown = said.from === "service_account" ? withLinks(said, miniAppId) : { ...said, links: [] };
  phone.chat = [...phone.chat, shown].slice(-CHAT_MAX);
}

function withLinks(said: Omit<Said, "links">, miniAppId: string): Said {
  const links: Said["links"] = [];
  const text = said.text.replace(LINK, (_link, tag: string, words: string) => {
    const path = attribute(tag, "data-miniprogram-path");
    if (path && attribute(tag, "data-miniprogram-appid") === miniAppId) links.push({ words, path });
    return words;
  });
  return { ...said, text, links };
}

function attribute(tag: string, name: string): string | undefined {
  const [, quoted, single] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return (quoted ?? single)?.replaceAll("&amp;", "&");
}

export const hasLink = (phone: Phone, path: string): boolean =>
  phone.chat.some(({ links }) => links.some((link) => link.path === path));
