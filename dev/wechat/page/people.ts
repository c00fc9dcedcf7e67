// The people and their chats: one is chosen, and everything done is done as that one.
import { find, make, say } from "../../street/page/dom.ts";
import { type Person, post, type Said, type State } from "./ask.ts";

let chosen = "";
let people: readonly Person[] = [];
let shownChat = "";

const names: Readonly<Record<Said["from"], string>> = { user: "user", service_account: "account", wechat: "wechat" };

export function showPeople(state: State): void {
  people = state.people;
  if (!people.some(({ phone }) => phone === chosen)) chosen = people[0]?.phone ?? "";
  find("tabs", HTMLElement).replaceChildren(...people.map(({ phone }) => tab(phone)));
  const person = people.find(({ phone }) => phone === chosen);
  find("person", HTMLDivElement).hidden = !person;
  if (person) showPerson(person, state.serviceAccount !== undefined);
}

function tab(phone: string): HTMLButtonElement {
  const button = make("button", { type: "button", textContent: phone });
  button.setAttribute("aria-pressed", String(phone === chosen));
  button.addEventListener("click", () => {
    chosen = phone;
    refresh();
  });
  return button;
}

function showPerson(person: Person, hasAccount: boolean): void {
  const facts: [string, string][] = [
    ["小程序 openid", `…${person.openidTail}`],
    ["公众号 openid", `…${person.serviceOpenidTail}`],
    ["unionid", person.unionidTail === null ? "没有" : `…${person.unionidTail}`],
    ["公众号", following(person)],
  ];
  const list = facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
  find("facts", HTMLDListElement).replaceChildren(...list);
  find("follow", HTMLButtonElement).disabled = person.isFollower || !hasAccount;
  find("unfollow", HTMLButtonElement).disabled = !person.isFollower;
  const select = find("phone-unionid", HTMLSelectElement);
  if (document.activeElement !== select) select.value = String(person.showsUnionid);
  showChat(person);
}

const following = ({ isFollower, followedScene }: Person): string =>
  isFollower ? `已关注${followedScene === null ? "（搜索）" : `（场景值 ${followedScene}）`}` : "未关注";

/** Redrawn only when something was said, so that reading and scrolling are left alone. */
function showChat(person: Person): void {
  const key = `${person.phone} ${JSON.stringify(person.chat)}`;
  if (key === shownChat) return;
  shownChat = key;
  const chat = find("chat", HTMLOListElement);
  const lines = person.chat.map((said) => {
    const line = make("li", { className: names[said.from] }, said.text);
    line.append(...said.links.map(({ words, path }) => link(person.phone, words, path)));
    return line;
  });
  chat.replaceChildren(...(lines.length > 0 ? lines : [make("li", { className: "wechat" }, "还没有对话")]));
  chat.scrollTop = chat.scrollHeight;
}

function link(phone: string, words: string, path: string): HTMLButtonElement {
  const button = make("button", { type: "button", className: "link", textContent: `${words} ›` });
  button.title = path;
  button.addEventListener("click", () =>
    attempt(async () => {
      const { url } = await post(`phones/${phone}/open-link`, { path });
      window.open(String(url), "_blank", "noopener");
    }),
  );
  return button;
}

let refresh: () => void = () => undefined;

export function actAsPeople(whenDone: () => void): void {
  refresh = whenDone;
  const act = (what: string, body: object = {}) => attempt(() => post(`phones/${chosen}/${what}`, body));
  find("follow", HTMLButtonElement).addEventListener("click", () => act("follow"));
  find("unfollow", HTMLButtonElement).addEventListener("click", () => act("unfollow"));
  const union = find("phone-unionid", HTMLSelectElement);
  union.addEventListener("change", () => act("unionid", { isShown: JSON.parse(union.value) as boolean | null }));
  submitting("speak", "speak-text", (text) => act("say", { text }));
  submitting("menu", "menu-key", (key) => act("click", { key }));
  submitting("scan", "scan-text", (text) => attempt(() => scan(text)));
  submitting("new-phone", "new-phone-name", (name) =>
    attempt(async () => {
      // Whoever is asked after exists from then on.
      await post(`phones/${encodeURIComponent(name)}/login`);
      chosen = name;
    }),
  );
}

async function scan(text: string): Promise<void> {
  const opened = await post(`phones/${chosen}/open`, { text });
  if (opened.is === "text") return say(`扫出来的是文字：${String(opened.text)}`);
  if (opened.is === "mini_program" || opened.is === "web") {
    window.open(String(opened.url), "_blank", "noopener");
    return;
  }
  if (opened.isFollower === true) return say("已经关注，直接进入对话");
  await post(`phones/${chosen}/follow`, { scene: opened.scene });
  say(`已关注「${String(opened.name)}」，场景值 ${String(opened.scene)}`);
}

function submitting(form: string, input: string, act: (text: string) => Promise<void>): void {
  find(form, HTMLFormElement).addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = find(input, HTMLInputElement);
    const text = field.value.trim();
    if (text === "") return field.focus();
    field.value = "";
    await act(text);
  });
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    say(`没有成功：${cause instanceof Error ? cause.message : String(cause)}`);
  }
  refresh();
}
