// Takes a member on as staff, or changes what they may do. Nobody grants their own rank or above; a manager takes on clerks
// for own shops, and takes nobody from a shop that is not theirs.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { spacedMemberNo } from "@huike/shared/id";
import type { Sentence } from "@huike/shared/sentences";
import { type PutStaff, roleWords } from "@huike/shared/staff";
import { cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, tookEffect } from "../platform/table.ts";
import { storeOf, unknownStore } from "../store/read-store.ts";
import { forgetStaff } from "./find-staff.ts";
import { ownsStores } from "./owns-store.ts";
import { outranks, rolesBelow } from "./ranks.ts";
import { type StaffItem, staffKey } from "./staff.items.ts";

type Refusal = ErrorOf<typeof PutStaff>;

/** Two people at one clerk's row at the same instant are rare, three a mistake. */
const TRIES_MAX = 3;

/** For the phone: who becomes what, where; or leaves. */
export async function describeStaffChange(
  { memberNo, name, role, storeIds, state }: RequestOf<typeof PutStaff>,
  env: Env,
): Promise<Sentence> {
  const who = {
    zh: `「${name}」（会员 ${spacedMemberNo(memberNo)}）`,
    en: `${name} (member ${spacedMemberNo(memberNo)})`,
  };
  if (state === "left") return { zh: `让${who.zh}离职`, en: `${who.en} leaves` };
  const shops = await shopWords(env, storeIds);
  const words = roleWords[role];
  return { zh: `让${who.zh}担任${words.zh}${shops.zh}`, en: `${who.en} becomes ${words.en}${shops.en}` };
}

/** 「，门店：人民路店、解放路店」; nothing for none. */
export async function shopWords(env: Env, storeIds: readonly string[]): Promise<Sentence> {
  if (storeIds.length === 0) return { zh: "", en: "" };
  const names = await Promise.all(storeIds.map(async (id) => (await storeOf(env, id))?.name ?? id));
  return { zh: `，门店：${names.join("、")}`, en: ` at ${names.join(", ")}` };
}

export async function putStaff(
  { memberNo: by, staff }: Member & { readonly staff: StaffItem },
  { memberNo, storeIds, ...request }: RequestOf<typeof PutStaff>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutStaff>, Refusal>> {
  if (!outranks(staff.role, request.role)) return refused("rank_too_high");
  if (!ownsStores(staff, storeIds)) return refused("not_your_store");
  if (await unknownStore(env, storeIds)) return refused("store_unknown");
  if (!(await getItem(env.tables, cardKey(memberNo), { consistent: true }))) return refused("member_unknown");
  const stores = storeIds.length > 0 ? { stores: new Set(storeIds) } : {};
  const row = { ...staffKey(memberNo), ...request, ...stores, by, at: env.nowMs(), ev: 1 };
  const refusal = staff.role === "manager" ? await putOwn(env, staff, memberNo, row) : await putBelow(env, staff, row);
  if (refusal) return refused(refusal);
  forgetStaff(env, memberNo);
  return ok({ memberNo });
}

/** Somebody of one's own rank or above is out of reach, whatever they are to become. */
async function putBelow(env: Env, { role }: StaffItem, row: Item): Promise<Refusal | undefined> {
  const roles = Object.fromEntries(rolesBelow(role).map((below, i) => [`:role${i}`, below]));
  const isBelow = `attribute_not_exists(pk) OR #role IN (${Object.keys(roles).join(", ")})`;
  const done = await put(env, row, { if: isBelow, names: { "#role": "role" }, values: roles });
  return done ? undefined : "rank_too_high";
}

/** A condition cannot ask whether all of a set are in another, so it asks whether the row is still the one that was read. */
async function putOwn(env: Env, manager: StaffItem, memberNo: string, row: Item): Promise<Refusal | undefined> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const held = await getItem<StaffItem>(env.tables, staffKey(memberNo), { consistent: true });
    const refusal = held && outOfReach(manager, held);
    if (refusal) return refusal;
    if (await put(env, row, asRead(held))) return undefined;
  }
  throw new Outage("others changed the same person's row at every try");
}

function outOfReach(manager: StaffItem, { role, state, stores = new Set() }: StaffItem): Refusal | undefined {
  if (!outranks(manager.role, role)) return "rank_too_high";
  return state === "active" && !ownsStores(manager, [...stores]) ? "not_your_store" : undefined;
}

type Condition = { readonly if: string; readonly names?: Record<string, string>; readonly values?: Item };

function asRead(held: StaffItem | undefined): Condition {
  if (!held) return { if: "attribute_not_exists(pk)" };
  const { role, state, stores } = held;
  return {
    if: `#role = :role AND #state = :state AND ${stores ? "stores = :stores" : "attribute_not_exists(stores)"}`,
    names: { "#role": "role", "#state": "state" },
    values: { ":role": role, ":state": state, ":stores": stores },
  };
}

async function put(env: Env, row: Item, { if: ConditionExpression, names, values }: Condition): Promise<boolean> {
  return tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        ...{ TableName: env.tables.app, Item: attributes(row), ConditionExpression },
        ...(names ? { ExpressionAttributeNames: names } : {}),
        ...(values ? { ExpressionAttributeValues: attributes(values) } : {}),
      }),
    ),
  );
}
