// A channel by its scene, from memory for 10 s: re-pointing and retiring work within that.
import type { DeadChannel } from "@huike/shared/channel";
import { ok, type Refused, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type ChannelItem, channelKey } from "./channel.items.ts";

const AGE_MS = 10_000;

export const channelOf = (env: Env, scene: string): Promise<ChannelItem | undefined> =>
  env.cache<ChannelItem>("channel", AGE_MS).get(scene, () => getItem<ChannelItem>(env.tables, channelKey(scene)));

/** Why the channel's code led nowhere at that time; undefined where it led to its offer. */
export function whyDead(channel: ChannelItem, atMs: number): Refused<DeadChannel> | undefined {
  if (channel.state === "retired") return refused("channel_retired");
  const { startsAtMs, endsAtMs } = channel;
  if (startsAtMs !== undefined && atMs < startsAtMs) return refused("channel_not_started", { atMs: startsAtMs });
  if (endsAtMs !== undefined && atMs >= endsAtMs) return refused("channel_ended", { atMs: endsAtMs });
  return undefined;
}

/** The channel if it may be used now, else why not. */
export async function activeChannel(env: Env, scene: string): Promise<Result<ChannelItem, DeadChannel>> {
  const channel = await channelOf(env, scene);
  if (!channel) return refused("channel_unknown");
  return whyDead(channel, env.nowMs()) ?? ok(channel);
}
