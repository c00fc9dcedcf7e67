// Turns a wx.login code into a session. A stranger without a scene leaves no row; with one, they
// become a visitor whose first touch is on record before anything is asked of them.
import { type ErrorOf, ok, type RequestOf, type Result, refused } from "@huike/shared/endpoint";
import type { OpenSession, Session } from "@huike/shared/member";
import { channelOf } from "../channel/read-channel.ts";
import { type Came, linkPerson } from "../follow/link-person.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem, getItems } from "../platform/read.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { userOfCode, type WechatUser } from "../platform/wechat/login.ts";
import { type StaffItem, staffKey } from "../staff/staff.items.ts";
import { type IdentityItem, identityKey, type PersonItem, personKey } from "./person.items.ts";
import { markOf } from "./record-touch.ts";
import { sessionAnswer } from "./session-answer.ts";
import { welcomeVisitor } from "./welcome-visitor.ts";
import { writeTouch } from "./write-touch.ts";

type OpenError = ErrorOf<typeof OpenSession>;

export async function openMemberSession(
  _caller: unknown,
  { code, scene, ticket }: RequestOf<typeof OpenSession>,
  env: Env,
): Promise<Result<Session, OpenError>> {
  const user = await userOf(env, code);
  if ("ok" in user) return user;
  // A strange scene is no reason to keep somebody out: landing says what is wrong with it.
  const touching = scene !== undefined && (await channelOf(env, scene)) ? scene : undefined;

  const known = await getItem<IdentityItem>(env.tables, identityKey(user.openid), { consistent: true });
  if (known) return ok(await sessionOfPerson(env, known.mbr, { ...user, ticket }, touching));
  const base = { isMember: false, generation: 0, touched: [] };
  if (!touching && !ticket) return ok(sessionAnswer(env, { ...base, ...user }, false));
  const memberNo = await welcomeVisitor(env, user.openid, touching);
  await linkPerson(env, memberNo, {}, { ...user, ticket });
  const touches = touching ? { touched: [markOf(touching, env.nowMs())], firstAtMs: env.nowMs() } : {};
  return ok(sessionAnswer(env, { ...base, memberNo, ...touches }, false));
}

type SignInRefusal = Extract<Result<never, OpenError>, { ok: false }>;

async function userOf(env: Env, code: string): Promise<WechatUser | SignInRefusal> {
  try {
    return await userOfCode(env.wechat, code);
  } catch (cause) {
    if (!(cause instanceof WechatError)) throw cause;
    if (cause.category === "argument") return refused("login_code_invalid");
    if (cause.category === "blocked") return refused("wechat_blocked");
    throw cause;
  }
}

async function sessionOfPerson(env: Env, memberNo: string, came: Came, scene: string | undefined): Promise<Session> {
  const { card, staff, person } = await readPerson(env, memberNo);
  const isMember = card !== undefined;
  const known = person?.srcAt;
  const firstAtMs = scene ? await writeTouch(env, { memberNo, isMember, firstAtMs: known }, scene) : known;
  await linkPerson(env, memberNo, person ?? {}, came);
  return sessionAnswer(
    env,
    {
      memberNo,
      isMember,
      generation: card?.gen ?? 0,
      touched: scene ? [markOf(scene, env.nowMs())] : [],
      ...(firstAtMs === undefined ? {} : { firstAtMs }),
    },
    staff?.state === "active",
  );
}

type KnownPerson = { card?: CardItem; staff?: StaffItem; person?: PersonItem };

/** Card, staff row and person in one call. */
async function readPerson(env: Env, memberNo: string): Promise<KnownPerson> {
  const [cardAt, staffAt, personAt] = [cardKey(memberNo), staffKey(memberNo), personKey(memberNo)];
  const rows = await getItems<object>(env.tables, [cardAt, staffAt, personAt], { consistent: true });
  const row = <T>({ sk }: { sk: string }) => rows.find((item) => item.sk === sk) as T | undefined;
  const [card, staff, person] = [row<CardItem>(cardAt), row<StaffItem>(staffAt), row<PersonItem>(personAt)];
  return { ...(card ? { card } : {}), ...(staff ? { staff } : {}), ...(person ? { person } : {}) };
}
