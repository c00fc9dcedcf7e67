// What the ids in a rule are called, for its sentence: offers, shops, channels, staff, lists.
import { type AudienceRule, rulesIn } from "@huike/shared/audience";
import type { NameOf } from "@huike/shared/audience-sentence";
import { channelOf } from "../channel/read-channel.ts";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type StaffItem, staffKey } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";
import { type ListItem, listKey } from "./list.items.ts";

/** An id whose name is not found stands for itself. */
export async function namesIn(env: Env, rule: AudienceRule): Promise<NameOf> {
  const names = new Map<string, string>();
  const leaves = rulesIn(rule);
  const note = async (ids: readonly string[], nameOf: (id: string) => Promise<string | undefined>) => {
    const found = await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const));
    for (const [id, name] of found) if (name !== undefined) names.set(id, name);
  };
  for (const one of leaves) {
    if (one.is === "holds" || one.is === "used") {
      await note(one.offerIds, async (id) => (await currentOffer(env, id))?.terms.title);
    }
    if (one.is === "store") await note(one.storeIds, async (id) => (await storeOf(env, id))?.name);
    if (one.is === "channel") await note(one.scenes, async (scene) => (await channelOf(env, scene))?.name);
    if (one.is === "in_list") await note([one.listId], async (listId) => (await listOf(env, listId))?.name);
    if (one.is === "clerk") await note(one.memberNos, async (memberNo) => (await clerkOf(env, memberNo))?.clerkNo);
  }
  return (id) => names.get(id) ?? id;
}

const listOf = (env: Env, listId: string): Promise<ListItem | undefined> =>
  getItem<ListItem>(env.tables, listKey(listId));

const clerkOf = (env: Env, memberNo: string): Promise<StaffItem | undefined> =>
  getItem<StaffItem>(env.tables, staffKey(memberNo));
