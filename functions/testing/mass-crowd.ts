// Followers as far as a mass message looks at them: phones that follow in the fake WeChat, and members who are these fans.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { fanKey } from "../follow/follow.items.ts";
import { attributes, type Item } from "../platform/table.ts";
import { personKey } from "../session/person.items.ts";
import type { Chain } from "./chain.ts";

export type Follower = { readonly memberNo: string; readonly phone: string; readonly openid: string };

/** `from`: the first one's member number. They follow a second apart, and the clock is that much later then. */
export async function massCrowd(chain: Chain, from: number, count: number): Promise<Follower[]> {
  const numbers = Array.from({ length: count }, (_, i) => String(from + i));
  const phones = numbers.map((no) => `f${no}`);
  const before = new Set(await openidsByAge(chain));
  for (const phone of phones) {
    chain.nowMs += 1_000;
    await chain.inWechat(`/phones/${phone}/follow`);
  }
  const openids = (await openidsByAge(chain)).filter((openid) => !before.has(openid));
  const put = (item: Item) =>
    chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.app, Item: attributes(item) }));
  return Promise.all(
    numbers.map(async (memberNo, i) => {
      const openid = openids[i] ?? "";
      await put({ ...personKey(memberNo), oid: `open-${memberNo}`, fan: openid });
      await put({ ...fanKey(openid), st: "following", stAt: Math.floor(chain.nowMs / 1000) });
      return { memberNo, phone: phones[i] ?? "", openid };
    }),
  );
}

async function openidsByAge(chain: Chain): Promise<string[]> {
  const { body } = await chain.env.serviceAccount.sendAsApp({
    ...{ method: "GET", path: "/cgi-bin/user/get", isRepeatable: true },
  });
  return (JSON.parse(body.toString()) as { data?: { openid: string[] } }).data?.openid ?? [];
}

/** How often a phone's chat has these words of the account's. */
export async function heardBy(chain: Chain, { phone }: Pick<Follower, "phone">, text: string): Promise<number> {
  return (await chain.chat(phone)).filter((said) => said.from === "service_account" && said.text === text).length;
}
