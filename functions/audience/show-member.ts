// A member as an operator looks at one: the card, the tags, whose member it is and why, and everything that happened.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { ShowMember } from "@huike/shared/members";
import { fanKey } from "../follow/follow.items.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { ledgerOf } from "../points/ledger.items.ts";
import { type ProfileItem, profileKey } from "../profile/profile.items.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { factsOf, fanOf } from "./facts-of.ts";
import { maySee } from "./is-of-staff.ts";
import { couponsOf } from "./member-coupons.ts";
import { eventsOf } from "./member-events.ts";
import { memberLine } from "./member-line.ts";
import { besides, type ConsentItem, consentKey } from "./refresh-facts.ts";
import { readTags } from "./set-tag.ts";
import { type TagsItem, tagsKey } from "./tags.items.ts";
import { ownerOf } from "./whose-member.ts";

type Staff = Member & { readonly staff: StaffItem };

export async function showMember(
  { staff }: Staff,
  { memberNo, before }: RequestOf<typeof ShowMember>,
  env: Env,
): Promise<Result<ResponseOf<typeof ShowMember>, ErrorOf<typeof ShowMember>>> {
  const nowMs = env.nowMs();
  const [member, ledger, push] = await Promise.all([
    whole(env, `MBR#${memberNo}`),
    whole(env, ledgerOf(memberNo)),
    getItem<ConsentItem>(env.tables, consentKey(memberNo), { table: "views" }),
  ]);
  const facts = factsOf(memberNo, member, await besides(env, member, push), nowMs);
  if (!facts) return refused("member_unknown");
  if (!maySee(staff, facts.storeId)) return refused("not_your_store");
  const openid = fanOf(member);
  const fan = openid === undefined ? [] : await whole(env, fanKey(openid).pk);
  const { decided, ...owner } = await ownerOf(env, member, fan);
  const sources = { member, fan, ledger };
  const { events, hasMore } = await eventsOf(env, memberNo, sources, decided, before ? Number(before) : Infinity);
  const tags = readTags(member.find(({ sk }) => sk === tagsKey("").sk) as TagsItem | undefined);
  const coupons = await couponsOf(env, member);
  const told = member.find(({ sk }) => sk === profileKey("").sk) as ProfileItem | undefined;
  return ok({
    member: memberLine(facts, told, nowMs),
    ...(told?.bd === undefined ? {} : { birthday: told.bd }),
    ...(told?.cl === undefined ? {} : { phoneOfMemberNo: told.cl }),
    ...{ tags, owner, coupons, events, hasMore },
  });
}

/** Every sort key of ours begins with a digit or a letter. */
const whole = (env: Env, pk: string): Promise<Pick<Key, "sk">[]> => queryRange(env.tables, { pk, from: "0", to: "~" });
