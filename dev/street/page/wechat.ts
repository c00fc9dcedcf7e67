// WeChat itself on a phone of the street: its list of recent mini-programs, and its own scanner.

export type Opened = { is: "mini_program"; url: string } | { is: "text"; text: string };

/** Opens the mini-program from the recent list: where it starts. */
export async function openFromRecent(phone: string): Promise<string> {
  const { url } = (await ask(phone, "launch", {})) as { url: string };
  return url;
}

/** Points WeChat's scanner, outside any mini-program, at a code with this text. */
export const scanOutside = async (phone: string, text: string): Promise<Opened> =>
  (await ask(phone, "open", { text })) as Opened;

async function ask(phone: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`/fake-wechat/phones/${phone}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`fake WeChat: HTTP ${response.status}`);
  return response.json();
}
