// WeChat on the member's phone, before the mini-program: the page of the service account that a follow QR
// opens, and the chat with it. What was said is heard from the fake WeChat, once a second while it is shown.
import type { Screen } from "../steps.ts";
import { find, make } from "./dom.ts";
import {
  type Account,
  chatOf,
  follow,
  knownAccount,
  type MenuButton,
  menuOf,
  openLink,
  type Said,
  sayTo,
  tapMenu,
  unfollow,
} from "./wechat.ts";

const LISTEN_EVERY_MS = 1000;

export type ServiceAccount = {
  /** The account's page, as WeChat's scanner shows it. */
  readonly present: (account: Account) => void;
  readonly openChat: () => Promise<void>;
  readonly close: () => void;
  /** What the member sees while it lies over the mini-program. */
  readonly screen: () => Screen | undefined;
};

type Held = {
  /** The member's phone of the moment. */
  readonly phone: () => string;
  /** A link of the chat opens the mini-program. */
  readonly onLaunch: (url: string) => void;
  readonly attempt: (work: () => Promise<void>) => void;
};

type Shown = "nothing" | "page" | "chat";

export function serviceAccount({ phone, onLaunch, attempt }: Held): ServiceAccount {
  const pane = find("wechat", HTMLElement);
  const said = find("wechat-said", HTMLOListElement);
  const bar = find("wechat-menu", HTMLElement);
  const words = find("wechat-words", HTMLInputElement);
  const enter = find("wechat-enter", HTMLButtonElement);
  let account: Account = { name: "", isFollower: false };
  let shown: Shown = "nothing";
  let drawn = "";

  const show = (next: Shown) => {
    shown = next;
    pane.hidden = next === "nothing";
    pane.className = `wechat ${next}`;
    for (const title of pane.querySelectorAll(".wechat-name")) title.textContent = account.name;
    enter.textContent = account.isFollower ? "进入公众号" : "关注公众号";
    find("wechat-say", HTMLFormElement).hidden = !account.isFollower;
    find("wechat-unfollow", HTMLButtonElement).hidden = !account.isFollower;
    find("wechat-follow", HTMLButtonElement).hidden = account.isFollower;
  };
  const listen = async () => {
    const asked = phone();
    const [heard, menu] = await Promise.all([chatOf(asked), menuOf(asked)]);
    const text = JSON.stringify([heard, menu]);
    // Drawn anew only when something came: a link under the finger stays where it is.
    if (shown !== "chat" || asked !== phone() || text === drawn) return;
    drawn = text;
    said.replaceChildren(...heard.map((one) => bubble(one, launch)));
    said.scrollTop = said.scrollHeight;
    bar.replaceChildren(...menu.map((one) => menuEntry(one, tap)));
  };
  const enterChat = async () => {
    said.replaceChildren();
    bar.replaceChildren();
    drawn = "";
    show("chat");
    await listen();
  };
  const close = () => show("nothing");
  const launch = (path: string) =>
    attempt(async () => {
      const url = await openLink(phone(), path);
      close();
      onLaunch(url);
    });
  const tap = (name: string) =>
    attempt(async () => {
      const opened = await tapMenu(phone(), name);
      if (opened?.is === "web") window.open(opened.url, "_blank", "noreferrer");
      if (opened?.is !== "mini_program") return listen();
      close();
      onLaunch(opened.url);
    });
  const followNow = async () => {
    await follow(phone(), account.scene);
    account = { ...account, isFollower: true };
    await enterChat();
  };

  enter.addEventListener("click", () => attempt(account.isFollower ? enterChat : followNow));
  find("wechat-follow", HTMLButtonElement).addEventListener("click", () => attempt(followNow));
  find("wechat-unfollow", HTMLButtonElement).addEventListener("click", () =>
    attempt(async () => {
      await unfollow(phone());
      account = { name: account.name, isFollower: false };
      show("chat");
    }),
  );
  find("wechat-say", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const text = words.value.trim();
    if (text === "") return;
    words.value = "";
    attempt(async () => {
      await sayTo(phone(), text);
      await listen();
    });
  });
  for (const id of ["wechat-back", "wechat-leave"]) find(id, HTMLButtonElement).addEventListener("click", close);
  pane.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  // A missed second is made up for by the next: silence is no news to tell anybody.
  window.setInterval(() => {
    if (shown === "chat") listen().catch(() => undefined);
  }, LISTEN_EVERY_MS);

  return {
    present: (found) => {
      account = found;
      show("page");
      enter.focus();
    },
    openChat: async () => {
      account = await knownAccount(phone());
      await enterChat();
    },
    close,
    screen: () => (shown === "nothing" ? undefined : { page: `wechat/${shown}`, hasCode: false, words: "" }),
  };
}

/** One message; of an account's, the words that are links can be tapped. */
function bubble({ from, text, links }: Said, onTap: (path: string) => void): HTMLLIElement {
  const parts: (Node | string)[] = [];
  let rest = text;
  for (const { words, path } of links) {
    const at = rest.indexOf(words);
    const link = make("button", { type: "button", className: "chat-link", textContent: words });
    link.addEventListener("click", () => onTap(path));
    parts.push(rest.slice(0, Math.max(at, 0)), link);
    rest = at < 0 ? rest : rest.slice(at + words.length);
  }
  return make("li", { className: `said ${from === "wechat" ? "notice" : from}` }, make("span", {}, ...parts, rest));
}

/** A button of the bar; where it has a list, the list opens above it. */
function menuEntry({ name, sub_button: list = [] }: MenuButton, onTap: (name: string) => void): HTMLElement {
  const button = (label: string) => {
    const made = make("button", { type: "button", className: "quiet", textContent: label });
    made.addEventListener("click", () => onTap(label));
    return made;
  };
  if (list.length === 0) return button(name);
  return make("details", {}, make("summary", { textContent: name }), ...list.map((one) => button(one.name)));
}
