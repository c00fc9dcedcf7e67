// What a channel brought on one business day, counted from that day's rows.
import type { GetChannelDay } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { CLAIMS, channelDayShards, FANS, type FanRow, MEMBERS, REDEMPTIONS, SCANS } from "../projection/rows.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { channelOf } from "./read-channel.ts";

type DayRow = { sk: string; lvl: number } & FanRow;

export async function countChannelDay(
  { staff }: { readonly staff: StaffItem },
  { scene, day }: RequestOf<typeof GetChannelDay>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetChannelDay>, ErrorOf<typeof GetChannelDay>>> {
  const channel = await channelOf(env, scene);
  if (!channel) return refused("channel_unknown");
  if (!seesStore(staff, channel.storeId)) return refused("not_your_store");
  const shards = channelDayShards(scene, day).map((pk) =>
    queryRange<DayRow>(env.tables, { pk, from: "A", to: "Z" }, { table: "views" }),
  );
  const rows = (await Promise.all(shards)).flat();
  const count = (prefix: string, isCounted: (row: DayRow) => boolean = () => true) =>
    rows.filter((row) => row.sk.startsWith(prefix) && isCounted(row)).length;
  return ok({
    scene,
    day,
    scans: count(SCANS),
    newFollows: count(FANS, (row) => row.st !== "moved"),
    netFollows: count(FANS, (row) => row.st === "following"),
    members: count(MEMBERS),
    claims: count(CLAIMS),
    redemptions: count(REDEMPTIONS, (row) => row.lvl === 1),
  });
}
