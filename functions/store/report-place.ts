// Somebody in the shop says where it is; operators are shown the newest.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GetReportedPlace, ReportPlace } from "@huike/shared/store-place";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { counterOf } from "../staff/open-counter.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { type PlaceItem, placeKey } from "./store.items.ts";

export async function reportPlace(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  { lat, lng }: RequestOf<typeof ReportPlace>,
  env: Env,
): Promise<Result<ResponseOf<typeof ReportPlace>, ErrorOf<typeof ReportPlace>>> {
  const counter = await counterOf(env, memberNo, staff);
  if (!counter) return refused("off_shift");
  const item: PlaceItem = { lat, lng, no: staff.clerkNo, rat: env.nowMs() };
  await env.tables.client.send(
    new PutItemCommand({ TableName: env.tables.app, Item: attributes({ ...placeKey(counter.storeId), ...item }) }),
  );
  return ok({ storeId: counter.storeId });
}

export async function showReportedPlace(
  _caller: unknown,
  { storeId }: RequestOf<typeof GetReportedPlace>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetReportedPlace>, ErrorOf<typeof GetReportedPlace>>> {
  const item = await getItem<PlaceItem>(env.tables, placeKey(storeId));
  return ok(item ? { place: { lat: item.lat, lng: item.lng, atMs: item.rat, clerkNo: item.no } } : {});
}
