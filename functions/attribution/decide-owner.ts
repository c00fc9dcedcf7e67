// Whose member somebody becomes who joins now: by the rule in force at that moment, from the touches of both halves as they
// are on record. The first touch of all is kept on the person; any other rule looks at each.
import { type AttributionRule, decidingTouch, isFirstTouch, ruleInForce, type Touch } from "@huike/shared/attribution";
import type { ChannelKind } from "@huike/shared/channel";
import { channelOf } from "../channel/read-channel.ts";
import { fanKey } from "../follow/follow.items.ts";
import type { CardItem } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import type { PersonItem } from "../session/person.items.ts";
import { attribution } from "./read-attribution.ts";

type Person = Pick<PersonItem, "src" | "srcAt" | "fan">;
type Row = Pick<Key, "sk"> & { readonly at?: number };
export type Won = Pick<CardItem, "src" | "own" | "ost" | "arv" | "sat">;

/** `rows`: of the person's own partition, the touches among them. */
export async function decideOwner(env: Env, person: Person, rows: readonly Row[], joinedAtMs: number): Promise<Won> {
  const { version, rule } = ruleInForce((await attribution(env)).versions, joinedAtMs);
  const by = version === 0 ? {} : { arv: version };
  const touch = isFirstTouch(rule)
    ? person.src !== undefined && { scene: person.src, atMs: person.srcAt ?? joinedAtMs }
    : await winner(env, rule, await touchesOf(env, person, rows), joinedAtMs);
  if (!touch) return by;
  const { scene, atMs } = touch;
  const channel = await channelOf(env, scene);
  const won = { src: scene, ...by, ...(version === 0 ? {} : { sat: atMs }) };
  if (!channel) return won;
  return { ...won, ost: channel.storeId, ...(channel.clerk ? { own: channel.clerk } : {}) };
}

/** Both halves' touches, and the first one the person carries, of which the row may have been cut off. */
export async function touchesOf(env: Env, { src, srcAt, fan }: Person, rows: readonly Row[]): Promise<Touch[]> {
  const range = fan === undefined ? undefined : { pk: fanKey(fan).pk, from: "TCH#", to: "TCH#~" };
  const followed = range ? await queryRange<Row>(env.tables, range, { consistent: true }) : [];
  const touches = [...rows, ...followed].flatMap(({ sk, at }) => {
    const [kind, scene = ""] = sk.split("#");
    return kind === "TCH" && at !== undefined ? [{ scene, atMs: at }] : [];
  });
  return src === undefined || srcAt === undefined ? touches : [...touches, { scene: src, atMs: srcAt }];
}

/** By the channels as they are now: what a code means is the channel's affair, and its clerk is taken from it too. */
export async function winner(
  env: Env,
  rule: AttributionRule,
  touches: readonly Touch[],
  joinedAtMs: number,
): Promise<Touch | undefined> {
  const kinds = new Map<string, ChannelKind>();
  const scenes = rule.prefer.length === 0 ? [] : new Set(touches.map(({ scene }) => scene));
  for (const scene of scenes) {
    const channel = await channelOf(env, scene);
    if (channel) kinds.set(scene, channel.kind);
  }
  return decidingTouch(touches, rule, joinedAtMs, (scene) => kinds.get(scene));
}
