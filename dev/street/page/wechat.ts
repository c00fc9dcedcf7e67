// WeChat itself on a phone of the street: its list of recent mini-programs, its own scanner, and its chat
// with the service account.

/** The service account as a phone meets it; `scene` where a follow QR led to it. */
export type Account = { readonly name: string; readonly isFollower: boolean; readonly scene?: string };
export type Opened =
  | { is: "mini_program"; url: string }
  | ({ is: "service_account" } & Account)
  | { is: "web"; url: string }
  | { is: "text"; text: string };
export type Said = {
  readonly from: "user" | "service_account" | "wechat";
  readonly text: string;
  readonly links: readonly { readonly words: string; readonly path: string }[];
};

/** Opens the mini-program from the recent list: where it starts. */
export async function openFromRecent(phone: string): Promise<string> {
  const { url } = (await ask(`phones/${phone}/launch`, {})) as { url: string };
  return url;
}

/** Points WeChat's scanner, outside any mini-program, at a code with this text. */
export const scanOutside = async (phone: string, text: string): Promise<Opened> =>
  (await ask(`phones/${phone}/open`, { text })) as Opened;

export const follow = (phone: string, scene: string | undefined): Promise<unknown> =>
  ask(`phones/${phone}/follow`, scene === undefined ? {} : { scene });
export const unfollow = (phone: string): Promise<unknown> => ask(`phones/${phone}/unfollow`, {});
export const sayTo = (phone: string, text: string): Promise<unknown> => ask(`phones/${phone}/say`, { text });

/** All that was said, oldest first. */
export const chatOf = async (phone: string): Promise<readonly Said[]> =>
  (await ask(`phones/${phone}/chat`)) as readonly Said[];

/** Taps a link of the chat: where the mini-program opens. */
export async function openLink(phone: string, path: string): Promise<string> {
  const { url } = (await ask(`phones/${phone}/open-link`, { path })) as { url: string };
  return url;
}

/** A button below the chat; one with others above it does nothing by itself. */
export type MenuButton = { readonly name: string; readonly sub_button?: readonly { readonly name: string }[] };
export const menuOf = async (phone: string): Promise<readonly MenuButton[]> =>
  (await ask(`phones/${phone}/menu`)) as readonly MenuButton[];

/** Taps a button of the menu: where the mini-program or the web page opens, if it opens one. */
export async function tapMenu(phone: string, name: string): Promise<Opened | null> {
  const { opened } = (await ask(`phones/${phone}/menu`, { name })) as { opened: Opened | null };
  return opened;
}

/** The account as this phone's list of chats knows it. */
export async function knownAccount(phone: string): Promise<Account> {
  const { serviceAccount, people } = (await ask("state")) as {
    serviceAccount?: { name: string };
    people: readonly { phone: string; isFollower: boolean }[];
  };
  const isFollower = people.some((one) => one.phone === phone && one.isFollower);
  return { name: serviceAccount?.name ?? "公众号", isFollower };
}

async function ask(path: string, body?: object): Promise<unknown> {
  const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/fake-wechat/${path}`, body === undefined ? {} : sent);
  if (!response.ok) throw new Error(`fake WeChat: HTTP ${response.status}`);
  return response.json();
}
