// Coupons that were tidied away, a page at a time.
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { ListPastCoupons } from "@huike/shared/coupon";
import { type CommonError, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { facesAndCoupons } from "../member/show-home.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, type Key } from "../platform/table.ts";
import type { CouponItem } from "./coupon.items.ts";

const PAGE_COUPONS = 30;

export async function listPastCoupons(
  { memberNo }: Member,
  { from }: RequestOf<typeof ListPastCoupons>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListPastCoupons>, CommonError>> {
  const pk = `MBR#${memberNo}`;
  const { Items = [], LastEvaluatedKey } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.app,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :past)",
      ExpressionAttributeValues: attributes({ ":pk": pk, ":past": "PAST#" }),
      Limit: PAGE_COUPONS,
      ...(from ? { ExclusiveStartKey: attributes({ pk, sk: `PAST#${from}` }) } : {}),
    }),
  );
  const items = Items.map((item) => fields<CouponItem>(item)).filter(({ st }) => st !== "x");
  const next = LastEvaluatedKey && fields<Key>(LastEvaluatedKey).sk.slice("PAST#".length);
  return ok({ ...(await facesAndCoupons(env, items)), ...(next ? { next } : {}) });
}
