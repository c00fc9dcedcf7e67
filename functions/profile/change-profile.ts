// Changes what a member told, together with the rows they are found by: all of it or nothing, made to the state it was
// read of. Of two changes at once the later one reads the earlier one's outcome and is made to that.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, isConflict, type Key, refusedItems } from "../platform/table.ts";
import { type ProfileItem, profileKey } from "./profile.items.ts";

const TRIES_MAX = 4;

export type ProfileChange = {
  /** Attributes as they are to be; one that is undefined is taken away. */
  readonly set: { readonly [K in Exclude<keyof ProfileItem, "n">]?: ProfileItem[K] | undefined } & Item;
  /** The rows people are found by. */
  readonly rows: readonly TransactWriteItem[];
};

/** As it stands now, and whether this call made it so; or the item that kept one of the rows from being written. */
type Met = { readonly profile: ProfileItem | undefined; readonly isChanged: boolean } | { readonly refusedBy: Item };

/** Where `plan` answers nothing, nothing is to be changed. Throws an outage when others change it all the while. */
export async function changeProfile(
  env: Env,
  memberNo: string,
  plan: (old: ProfileItem | undefined) => ProfileChange | undefined,
): Promise<Met> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const old = await getItem<ProfileItem>(env.tables, profileKey(memberNo), { consistent: true });
    const change = plan(old);
    if (!change) return { profile: old, isChanged: false };
    const met = await tryOnce(env, memberNo, old, change);
    if (met !== "overtaken") return met;
  }
  throw new Outage("what a member told was changed again and again meanwhile");
}

async function tryOnce(
  env: Env,
  memberNo: string,
  old: ProfileItem | undefined,
  change: ProfileChange,
): Promise<Met | "overtaken"> {
  try {
    const TransactItems = [update(env, memberNo, old, change), ...change.rows];
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems }));
    return { profile: afterChange(old, change), isChanged: true };
  } catch (cause) {
    if (isConflict(cause)) return "overtaken";
    const [mine, ...others] = refusedItems(cause) ?? [];
    if (mine !== undefined) return "overtaken";
    const other = others.find((item) => item !== undefined);
    if (other === undefined) throw cause;
    return { refusedBy: other === "absent" ? {} : fields<Item>(other) };
  }
}

function afterChange(old: ProfileItem | undefined, { set }: ProfileChange): ProfileItem {
  const all = { ...old, ...set, n: (old?.n ?? 0) + 1 };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as ProfileItem;
}

function update(env: Env, memberNo: string, old: ProfileItem | undefined, { set }: ProfileChange): TransactWriteItem {
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  const gone = Object.entries(set).filter(([, value]) => value === undefined);
  const names = Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name]));
  const setting = ["n = :next", "ev = :ev", ...given.map(([name]) => `#${name} = :${name}`)].join(", ");
  const removing = gone.length > 0 ? ` REMOVE ${gone.map(([name]) => `#${name}`).join(", ")}` : "";
  return {
    Update: {
      TableName: env.tables.app,
      Key: attributes(profileKey(memberNo)),
      UpdateExpression: `SET ${setting}${removing}`,
      ConditionExpression: old ? "n = :n" : "attribute_not_exists(pk)",
      ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
      ExpressionAttributeValues: attributes({
        ...{ ":next": (old?.n ?? 0) + 1, ":ev": 1 },
        ...(old ? { ":n": old.n } : {}),
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      }),
    },
  };
}

export const putRow = (env: Env, key: Key): TransactWriteItem => ({
  Put: { TableName: env.tables.app, Item: attributes(key) },
});

export const deleteRow = (env: Env, key: Key): TransactWriteItem => ({
  Delete: { TableName: env.tables.app, Key: attributes(key) },
});
