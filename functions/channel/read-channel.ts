// A channel by its scene, from memory for 10 s: re-pointing and retiring work within that.
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type ChannelItem, channelKey } from "./channel.items.ts";

const AGE_MS = 10_000;

export const channelOf = (env: Env, scene: string): Promise<ChannelItem | undefined> =>
  env.cache<ChannelItem>("channel", AGE_MS).get(scene, () => getItem<ChannelItem>(env.tables, channelKey(scene)));

export type DeadChannel = "channel_unknown" | "channel_retired";

/** The channel if it may be used now, else why not. */
export async function activeChannel(env: Env, scene: string): Promise<ChannelItem | DeadChannel> {
  const channel = await channelOf(env, scene);
  if (!channel) return "channel_unknown";
  return channel.state === "active" ? channel : "channel_retired";
}
