// A touch: one recorded contact of a person with a channel, once a day and scene. Marks in the
// session stop a repeat before the table; the condition stops those that get past. A channel that
// is retired or out of its period is touched all the same: that people still scan it is worth knowing.
import { calendarDay } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { RecordTouch } from "@huike/shared/member";
import { channelOf } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import type { Guest } from "../platform/http.ts";
import type { Claims } from "../platform/session-token.ts";
import { findStaff } from "../staff/find-staff.ts";
import { sessionAnswer } from "./session-answer.ts";
import { welcomeGuest } from "./welcome-guest.ts";
import { writeTouch } from "./write-touch.ts";

const MARKS_MAX = 5;

export const markOf = (scene: string, nowMs: number): string => `${scene}#${calendarDay(nowMs)}`;

const withMark = (marks: readonly string[], mark: string): string[] =>
  [...marks.filter((m) => m !== mark), mark].slice(-MARKS_MAX);

export async function recordTouch(
  { claims }: Guest,
  { scene }: RequestOf<typeof RecordTouch>,
  env: Env,
): Promise<Result<ResponseOf<typeof RecordTouch>, ErrorOf<typeof RecordTouch>>> {
  if (!(await channelOf(env, scene))) return refused("channel_unknown");
  const mark = markOf(scene, env.nowMs());
  const touched = claims.touched.includes(mark) ? claims : await touch(env, claims, scene, mark);
  const staff = touched.isMember && touched.memberNo ? await findStaff(touched.memberNo, env) : undefined;
  return ok(sessionAnswer(env, touched, staff !== undefined));
}

async function touch(env: Env, claims: Claims, scene: string, mark: string): Promise<Claims> {
  const touched = withMark(claims.touched, mark);
  if (claims.memberNo) {
    const { memberNo, isMember, firstAtMs } = claims;
    return { ...claims, touched, firstAtMs: await writeTouch(env, { memberNo, isMember, firstAtMs }, scene) };
  }
  const { openid: _, unionid: __, ...rest } = claims;
  return { ...rest, memberNo: await welcomeGuest(env, claims, scene), touched, firstAtMs: env.nowMs() };
}
