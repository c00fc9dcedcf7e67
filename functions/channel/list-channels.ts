// All channels, a page at a time, for those who print and re-point them.
import { CHANNELS_PAGE_MAX, type Channel, type ListChannels } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { getItems, queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type ChannelItem, channelKey, listedChannelKey } from "./channel.items.ts";

export async function listChannels(
  _caller: unknown,
  { after }: RequestOf<typeof ListChannels>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListChannels>, ErrorOf<typeof ListChannels>>> {
  const limit = CHANNELS_PAGE_MAX + 1;
  const listed = await listedScenes(env, after, limit);
  const page = listed.slice(0, CHANNELS_PAGE_MAX);
  const items = await getItems<ChannelItem>(env.tables, page.map(channelKey), { consistent: true });
  const channels = items.map(readChannel).sort((a, b) => (a.scene < b.scene ? -1 : 1));
  const next = listed.length > page.length ? page.at(-1) : undefined;
  return ok({ channels, ...(next === undefined ? {} : { next }) });
}

/** Scenes of all channels behind `after`, in order. */
export async function listedScenes(env: Env, after?: string, limit = Number.POSITIVE_INFINITY): Promise<string[]> {
  // The first key behind `after`: scenes hold no blank, and a blank sorts before all they hold.
  const range = { pk: listedChannelKey("").pk, from: after === undefined ? "0" : `${after} `, to: "~" };
  const rows = await queryRange<{ sk: string }>(env.tables, range, { limit });
  return rows.slice(0, limit).map(({ sk }) => sk);
}

function readChannel(item: ChannelItem & Key): Channel {
  const { kind, name, storeId, clerk, offerId, state, startsAtMs, endsAtMs, welcome } = item;
  return {
    ...{ scene: item.pk.slice("CHN#".length), kind, name, storeId, offerId, state },
    ...(clerk === undefined ? {} : { clerkMemberNo: clerk }),
    ...(startsAtMs === undefined ? {} : { startsAtMs }),
    ...(endsAtMs === undefined ? {} : { endsAtMs }),
    ...(welcome === undefined ? {} : { welcome }),
  };
}
