// Takes a member on as staff, or changes what they may do. Nobody grants their own rank or above.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { spacedMemberNo } from "@huike/shared/id";
import type { Sentence } from "@huike/shared/sentences";
import { type PutStaff, roleWords, type StaffRole } from "@huike/shared/staff";
import { cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedBy } from "../platform/table.ts";
import { storeOf, unknownStore } from "../store/read-store.ts";
import { forgetStaff } from "./find-staff.ts";
import { type StaffItem, staffKey } from "./staff.items.ts";

const RANKS: Record<StaffRole, number> = { clerk: 1, manager: 2, operator: 3, auditor: 3, owner: 4 };

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
): Promise<Result<ResponseOf<typeof PutStaff>, ErrorOf<typeof PutStaff>>> {
  if (RANKS[request.role] >= RANKS[staff.role]) return refused("rank_too_high");
  if (await unknownStore(env, storeIds)) return refused("store_unknown");
  if (!(await getItem(env.tables, cardKey(memberNo), { consistent: true }))) return refused("member_unknown");
  const below = Object.keys(RANKS).filter((role) => RANKS[role as StaffRole] < RANKS[staff.role]);
  const roles = Object.fromEntries(below.map((role, i) => [`:role${i}`, role]));
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({
          ...staffKey(memberNo),
          ...request,
          ...(storeIds.length > 0 ? { stores: new Set(storeIds) } : {}),
          by,
          at: env.nowMs(),
        }),
        // Somebody of one's own rank or above is out of reach, whatever they are to become.
        ConditionExpression: `attribute_not_exists(pk) OR #role IN (${Object.keys(roles).join(", ")})`,
        ExpressionAttributeNames: { "#role": "role" },
        ExpressionAttributeValues: attributes(roles),
      }),
    );
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
    return refused("rank_too_high");
  }
  forgetStaff(env, memberNo);
  return ok({ memberNo });
}
