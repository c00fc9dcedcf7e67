// What a channel brought on one business day, counted from that day's rows.
import type { GetChannelDay } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { CLAIMS, channelDayShards, FANS, type FanRow, MEMBERS, REDEMPTIONS, SCANS } from "../projection/rows.ts";
import { channelOf } from "./read-channel.ts";

type DayRow = { sk: string; lvl: number } & FanRow;

export async function countChannelDay(
  _caller: unknown,
  { scene, day }: RequestOf<typeof GetChannelDay>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetChannelDay>, ErrorOf<typeof GetChannelDay>>> {
  if (!(await channelOf(env, scene))) return refused("channel_unknown");
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
