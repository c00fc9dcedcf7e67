// Takes a whole sale back, once: the sale, and every coupon that was used in it.
//
// The sale is read for the list of its coupons, which never changes; then one transaction decides. A sale with one
// coupon is that coupon's redemption, and is taken back there.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { UNDO_KEPT_MS, UNDO_WINDOW_MS } from "@huike/shared/counter";
import {
  type ErrorOf,
  ok,
  type Refused,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { UndoSale } from "@huike/shared/sale";
import { type CouponItem, couponKey } from "../coupon/coupon.items.ts";
import { wholeCoupon } from "../coupon/past.items.ts";
import { managedClause, mayUndo, undoUpdate } from "../coupon/undo-update.ts";
import { whyNotUndone } from "../coupon/why-not-undone.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedItems } from "../platform/table.ts";
import { managesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { readSale, type SaleItem, saleKey } from "./sale.items.ts";

type UndoRequest = RequestOf<typeof UndoSale>;
type UndoError = ErrorOf<typeof UndoSale>;
type Clerk = Member & { readonly staff: StaffItem };
type Answer = Result<ResponseOf<typeof UndoSale>, UndoError>;

export async function undoSale(clerk: Clerk, request: UndoRequest, env: Env): Promise<Answer> {
  // Who could take back what they have just enjoyed would never pay.
  if (request.memberNo === clerk.memberNo) return refused("undo_own_coupon");
  const key = saleKey(request.memberNo, request.orderId);
  const sale = await getItem<SaleItem>(env.tables, key, { consistent: true });
  if (!sale || sale.c?.length === 1) return refused("sale_unknown");
  const nowMs = env.nowMs();
  const why = refusal(sale, clerk, nowMs);
  if (why) return why;
  if (sale.st === "u") return ok({ receipt: await readSale(sale, env) });
  try {
    await env.tables.client.send(decision(clerk, request, sale, nowMs, env.tables.app));
    const { memberNo: uby, staff } = clerk;
    const undone = { ...sale, st: "u", uat: nowMs, uby, uno: staff.clerkNo, why: request.reason } as const;
    return ok({ receipt: await readSale(undone, env) });
  } catch (cause) {
    const met = refusedItems(cause);
    if (!met) throw cause;
    return explain(met, { clerk, request, sale, nowMs }, env);
  }
}

/** Why this sale cannot be taken back by this clerk now; undefined when it can, or has been already. */
function refusal(sale: SaleItem, { memberNo, staff }: Clerk, nowMs: number): Refused<UndoError> | undefined {
  const isManager = managesStore(staff, sale.sto);
  // Before anything is told: a receipt is for those who were there.
  if (sale.clk !== memberNo && !isManager) return refused(staff.role === "clerk" ? "undo_not_yours" : "not_your_store");
  if (sale.st === "s" && sale.at <= nowMs - UNDO_KEPT_MS) return refused("undo_put_away");
  if (sale.st === "s" && !isManager && sale.at <= nowMs - UNDO_WINDOW_MS) {
    return refused("undo_too_late", { atMs: sale.at });
  }
  return undefined;
}

function decision(clerk: Clerk, request: UndoRequest, sale: SaleItem, nowMs: number, table: string) {
  const managed = managedClause(clerk.staff, "sto");
  return new TransactWriteItemsCommand({
    TransactItems: [
      {
        Update: {
          TableName: table,
          Key: attributes({ pk: sale.pk, sk: sale.sk }),
          ConditionExpression: `st = :standing AND #at > :kept AND ${mayUndo("clk = :clerk AND #at > :since", managed)}`,
          UpdateExpression: "SET st = :undone, uat = :now, uby = :clerk, uno = :no, why = :why",
          ExpressionAttributeNames: { "#at": "at" },
          ExpressionAttributeValues: attributes({
            ":standing": "s",
            ":undone": "u",
            ":clerk": clerk.memberNo,
            ":no": clerk.staff.clerkNo,
            ":since": nowMs - UNDO_WINDOW_MS,
            ":kept": nowMs - UNDO_KEPT_MS,
            ":now": nowMs,
            ":why": request.reason,
            ...managed?.values,
          }),
        },
      },
      ...partsOf(sale, request).map((part) => ({ Update: undoUpdate(clerk, part, nowMs, table, { ofSale: true }) })),
    ],
  });
}

const partsOf = ({ c = [] }: SaleItem, { memberNo, reason }: UndoRequest) =>
  c.map(({ o, n, rid, rnd }) => ({ redemptionId: rid, memberNo, offerId: o, n, round: rnd, reason }));

type Met = NonNullable<ReturnType<typeof refusedItems>>;
type Attempt = {
  readonly clerk: Clerk;
  readonly request: UndoRequest;
  readonly sale: SaleItem;
  readonly nowMs: number;
};

async function explain([met, ...coupons]: Met, { clerk, request, sale, nowMs }: Attempt, env: Env): Promise<Answer> {
  const at = coupons.findIndex((item) => item !== undefined);
  const [part, item] = [partsOf(sale, request)[at], coupons[at]];
  // Where the sale itself was refused, what became of its coupons since says nothing of this request.
  if (!met && part && item) {
    const found = item === "absent" ? undefined : fields<CouponItem>(item);
    const coupon = await wholeCoupon(env, couponKey(part.memberNo, part.offerId, part.n), found);
    if (!coupon) return refused("redemption_unknown", { offerId: part.offerId, n: part.n });
    const why = whyNotUndone(coupon, clerk, part, nowMs, { ofSale: true });
    if (why && why.error !== "undo_whole_sale") {
      return refused(why.error, { ...why.detail, offerId: part.offerId, n: part.n });
    }
  }
  // It was undone since it was read: the first answer counts.
  const now = await getItem<SaleItem>(env.tables, { pk: sale.pk, sk: sale.sk }, { consistent: true });
  if (now?.st === "u") return ok({ receipt: await readSale(now, env) });
  throw new Error(`the undo of ${sale.pk} ${sale.sk} was refused but nothing forbids it`);
}
