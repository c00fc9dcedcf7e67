// Records a sale: two or three coupons in one decision, or none (只记消费).
//
// One transaction and no read before it: the sale is put if its order is new, and each coupon is redeemed under
// the very condition it has alone. All or nothing: a coupon that is refused takes none of the others along, and
// two sales that share a coupon cannot both stand. The order is the request's number: asked again, the sale that
// is there answers, whatever has become of its coupons.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RefusalDetail,
  type Refused,
  type RequestOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { priceable } from "@huike/shared/offer";
import { mayCombine } from "@huike/shared/price";
import type { RecordSale, SaleReceipt } from "@huike/shared/sale";
import { isUseTime } from "@huike/shared/use-times";
import { visitedCounter } from "../counter/visited-counter.ts";
import { type CouponItem, couponKey } from "../coupon/coupon.items.ts";
import { wholeCoupon } from "../coupon/past.items.ts";
import { redemptionUpdate } from "../coupon/redemption-update.ts";
import { whyNotRedeemed } from "../coupon/why-not-redeemed.ts";
import { stopOf, termsOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedItems } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import { type Asked, isSameSale, newSale } from "./new-sale.ts";
import { readSale, type SaleItem, saleFields, saleKey } from "./sale.items.ts";

type SaleRequest = RequestOf<typeof RecordSale>;
type SaleError = ErrorOf<typeof RecordSale>;
type Clerk = Member & { readonly staff: StaffItem };
type Answer = Result<SaleReceipt, SaleError | CommonError>;

export async function recordSale(clerk: Clerk, request: SaleRequest, env: Env): Promise<Answer> {
  if (request.coupons.length === 0 && !request.amountFen) return refused("amount_needed");
  const counter = await visitedCounter(clerk, request, env);
  if (typeof counter === "string") return replayOr(refused(counter), clerk, request, env);
  const nowMs = env.nowMs();
  const asked = await askedFor(request, nowMs, env);
  if (!Array.isArray(asked)) return replayOr(asked, clerk, request, env);

  const sale = newSale(clerk, counter, request, asked, nowMs);
  try {
    await env.tables.client.send(decision(clerk, counter, request, sale, env.tables.app));
    return ok(await readSale(sale, env));
  } catch (cause) {
    const met = refusedItems(cause);
    if (!met) throw cause;
    return explain(met, { clerk, counter, request, asked, nowMs }, env);
  }
}

/** Every coupon with its terms, or why the terms alone forbid it. */
async function askedFor({ coupons }: SaleRequest, nowMs: number, env: Env): Promise<Asked[] | Refused<SaleError>> {
  const asked: Asked[] = [];
  for (const coupon of coupons) {
    const issued = await termsOf(env, coupon.offerId, coupon.version);
    if (!issued) return refused("scan_again", { offerId: coupon.offerId, n: coupon.n });
    const stop = await stopOf(env, coupon.offerId);
    if (stop) return refused(stop, which({ ...coupon, terms: issued.terms }));
    asked.push({ ...coupon, terms: issued.terms });
  }
  if (!mayCombine(asked.map(({ terms }) => priceable(terms, 0)))) return refused("coupons_do_not_combine");
  const late = asked.find(({ terms }) => !isUseTime(terms.useTimes, nowMs));
  return late ? refused("not_at_this_time", which(late)) : asked;
}

const which = ({ offerId, n, terms }: Asked): RefusalDetail => ({ offerId, n, title: terms.title });

/** The sale comes first, and with it the answer to a repeat. */
function decision(clerk: Clerk, counter: KnownStore, request: SaleRequest, sale: SaleItem, table: string) {
  const { coupons, ...shared } = request;
  return new TransactWriteItemsCommand({
    TransactItems: [
      {
        Put: {
          TableName: table,
          Item: attributes(saleFields(sale)),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      ...coupons.map((coupon, i) => {
        const salePayFen = i === 0 ? sale.pay : undefined;
        const redeeming = { ...shared, ...coupon, offFen: sale.c?.[i]?.off, isStacked: true, salePayFen };
        return { Update: redemptionUpdate(clerk, counter, redeeming, sale.at, table) };
      }),
    ],
  });
}

type Met = NonNullable<ReturnType<typeof refusedItems>>;
type Attempt = {
  readonly clerk: Clerk;
  readonly counter: KnownStore;
  readonly request: SaleRequest;
  readonly asked: readonly Asked[];
  readonly nowMs: number;
};

async function explain([sale, ...coupons]: Met, attempt: Attempt, env: Env): Promise<Answer> {
  const { clerk, counter, request, asked, nowMs } = attempt;
  if (typeof sale === "object") return replay(fields<SaleItem>(sale), clerk, request, env);
  const at = coupons.findIndex((item) => item !== undefined);
  const [one, item] = [asked[at], coupons[at]];
  if (!one || !item) throw new Error(`sale ${request.orderId} was refused but nothing forbids it`);
  const found = item === "absent" ? undefined : fields<CouponItem>(item);
  const coupon = await wholeCoupon(env, couponKey(request.memberNo, one.offerId, one.n), found);
  if (!coupon) return refused("coupon_unknown", which(one));
  const why = whyNotRedeemed(coupon, clerk, counter, { ...one, amountFen: request.amountFen }, nowMs);
  const answer = refused(why.error, { ...why.detail, ...which(one) });
  // A twin of this very request may have won between the looks at the sale and at the coupon.
  const isOwnTwin = coupon.red?.[one.round]?.ord === request.orderId;
  return isOwnTwin ? replayOr(answer, clerk, request, env) : answer;
}

/** The same request again has the same answer, undone or not. */
async function replay(sale: SaleItem, clerk: Clerk, request: SaleRequest, env: Env): Promise<Answer> {
  return isSameSale(sale, clerk, request) ? ok(await readSale(sale, env)) : refused("order_differs");
}

/** Nothing can be decided now: one read finds what the order was answered before; else nothing is written and `why` is said. */
async function replayOr(why: Refused<SaleError>, clerk: Clerk, request: SaleRequest, env: Env): Promise<Answer> {
  const key = saleKey(request.memberNo, request.orderId);
  const sale = await getItem<SaleItem>(env.tables, key, { consistent: true });
  return sale ? replay(sale, clerk, request, env) : why;
}
