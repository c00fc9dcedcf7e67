// The one update that takes a redemption back: its condition is the rule of who may and until when. Alone it is the
// whole decision; of a sale with several coupons each has its own, in one transaction.
import { UNDO_GRACE_MS, UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX, type UndoRedemption } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import type { Member } from "../platform/http.ts";
import { attributes, type Item } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { couponKey } from "./coupon.items.ts";

type Clerk = Member & { readonly staff: StaffItem };

export function undoUpdate(
  { memberNo, staff }: Clerk,
  request: RequestOf<typeof UndoRedemption>,
  nowMs: number,
  table: string,
  { ofSale = false } = {},
) {
  const entry = `red[${request.round}]`;
  const own = `${entry}.rby = :clerk AND ${entry}.rat > :since`;
  const clauses = ["st = :redeemed", "rnd = :rnd", "rnd < :max", `${entry}.rid = :rid`, `${entry}.rat > :kept`];
  if (!ofSale) clauses.push(`attribute_not_exists(${entry}.stk)`);
  const managed = managedClause(staff, `${entry}.rst`);
  clauses.push(mayUndo(own, managed));
  const marks = ["uat = :now", "uby = :clerk", "uno = :no", "why = :why", "gr = :grace"];
  return {
    TableName: table,
    Key: attributes(couponKey(request.memberNo, request.offerId, request.n)),
    ConditionExpression: clauses.join(" AND "),
    UpdateExpression: `SET st = :issued, rnd = rnd + :one, ${marks.map((mark) => `${entry}.${mark}`).join(", ")}`,
    ExpressionAttributeValues: attributes({
      ":redeemed": "r",
      ":issued": "i",
      ":rnd": request.round,
      ":max": UNDOS_MAX,
      ":one": 1,
      ":rid": request.redemptionId,
      ":clerk": memberNo,
      ":no": staff.clerkNo,
      ":since": nowMs - UNDO_WINDOW_MS,
      ":kept": nowMs - UNDO_KEPT_MS,
      ":now": nowMs,
      ":why": request.reason,
      ":grace": nowMs + UNDO_GRACE_MS,
      ...managed?.values,
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  } as const;
}

type Managed = { readonly clause: string; readonly values: Item };

/** Redundant parentheses are an error to DynamoDB, so the clerk's own clause alone goes without. */
export const mayUndo = (own: string, managed: Managed | undefined): string =>
  managed ? `(${own} OR ${managed.clause})` : own;

/** What `managesStore` says of the shop at `path`, as a clause; none where it holds for no shop. */
export function managedClause({ role, stores }: StaffItem, path: string): Managed | undefined {
  if (role === "operator" || role === "owner") return { clause: `attribute_exists(${path})`, values: {} };
  if (role !== "manager" || !stores) return undefined;
  const values = Object.fromEntries([...stores].map((storeId, i) => [`:store${i}`, storeId]));
  return { clause: `${path} IN (${Object.keys(values).join(", ")})`, values };
}
