// What a calendar day may take, changed from today on: the offer's limit and the stock of today in one transaction. Days
// before keep theirs.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { SetDayStock } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedItems } from "../platform/table.ts";
import { dayStockKey, type NumbersItem, type OfferItem, offerKey } from "./offer.items.ts";
import { readNumbers } from "./read-report.ts";

/**
 * An instance that remembers the old limit makes a new day's stock with it (9 s, read-offer.ts, and clocks differ): within
 * a minute of midnight tomorrow's stock is made here.
 */
const REMEMBERED_MS = 60_000;

type Request = RequestOf<typeof SetDayStock>;
type Answer = Result<ResponseOf<typeof SetDayStock>, ErrorOf<typeof SetDayStock>>;

export async function setDayStock({ memberNo }: Member, request: Request, env: Env): Promise<Answer> {
  const { offerId } = request;
  const nowMs = env.nowMs();
  const days = [...new Set([nowMs, nowMs + REMEMBERED_MS].map(calendarDay))];
  const { app, client } = env.tables;
  const items = [limitUpdate(request, memberNo, nowMs), ...days.map((day) => dayUpdate(request, day))];
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: items.map((one) => ({
          Update: { TableName: app, ...one, ReturnValuesOnConditionCheckFailure: "ALL_OLD" },
        })),
      }),
    );
    return ok({ offerId });
  } catch (cause) {
    const [offer, ...stocks] = refusedItems(cause) ?? [];
    if (offer === "absent") return refused("offer_unknown");
    if (offer) return refusal(fields<OfferItem>(offer), request);
    const [short] = stocks.filter((one) => typeof one === "object");
    if (!short) throw cause;
    return refused("stock_below_taken", { limit: readNumbers(fields<NumbersItem>(short)).taken });
  }
}

/** The limit itself. It names the one it was decided on, so that two operators cannot add twice. */
const limitUpdate = ({ offerId, ifStock, stock, why }: Request, by: string, nowMs: number) => ({
  Key: attributes(offerKey(offerId)),
  UpdateExpression:
    "SET stockPerDay = :stock, perDayFrom = :today, firstPerDay = if_not_exists(firstPerDay, :read), #by = :by, #at = :at, why = :why",
  ConditionExpression: "stockPerDay = :read",
  ExpressionAttributeNames: { "#by": "by", "#at": "at" },
  ExpressionAttributeValues: attributes({
    ...{ ":stock": stock, ":read": ifStock, ":today": calendarDay(nowMs) },
    ...{ ":by": by, ":at": nowMs, ":why": why },
  }),
});

/** One day's stock: made where nobody has claimed yet. */
const dayUpdate = ({ offerId, ifStock, stock }: Request, day: string) => ({
  Key: attributes(dayStockKey(offerId, day)),
  UpdateExpression: `SET cap = if_not_exists(cap, :read) + :more, #rest = if_not_exists(#rest, :read) + :more,
    nxt = if_not_exists(nxt, :none), #done = if_not_exists(#done, :none), retired = if_not_exists(retired, :none)`,
  ConditionExpression: "attribute_not_exists(pk) OR #rest >= :less",
  ExpressionAttributeNames: { "#rest": "rest", "#done": "done" },
  ExpressionAttributeValues: attributes({
    ...{ ":read": ifStock, ":more": stock - ifStock, ":less": ifStock - stock },
    ":none": 0,
  }),
});

/** The same change again is answered as the first time. */
function refusal({ stockPerDay }: OfferItem, { offerId, stock }: Request): Answer {
  if (stockPerDay === undefined) return refused("day_stock_absent");
  return stockPerDay === stock ? ok({ offerId }) : refused("offer_changed");
}
