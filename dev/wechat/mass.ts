// Mass messages of the service account: one text to a list of followers, four of which reach one person in a calendar month.
//
//   mass/send      msg_id at once; who has left or has had four is filtered out. MASSSENDJOBFINISH when it is through
//                  the same clientmsgid within 24 h: 45065 with the first msg_id; within a minute: 45066
//   mass/preview   to one follower, and it takes none of the four
import { randomInt } from "node:crypto";
import type { Asked } from "./api-body.ts";
import { tell } from "./chat.ts";
import { phoneOfOpenid } from "./followers.ts";
import { rateLimit } from "./rate-limit.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
import type { Phone, State } from "./state.ts";

const LIST_MIN = 2;
const LIST_MAX = 10_000;
const PER_MONTH = 4;
const CALLS_PER_MINUTE = 60;
const CLIENT_ID_MAX = 64;
const TEXT_BYTES_MAX = 2048;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

export const massLimit = () => rateLimit(CALLS_PER_MINUTE);
export type MassLimit = ReturnType<typeof massLimit>;

/** Who tells the account how a job ended: no follower. */
export const MASS_HELPER = "oMassSendHelper0000000000000";

export type MassJob = {
  readonly msgId: string;
  readonly total: number;
  readonly filtered: number;
  readonly sent: number;
  readonly failed: number;
};

type Answered = { readonly answer: object; readonly job?: MassJob };

/** As pushed when a job is through. */
export const massEvent = ({ msgId, total, filtered, sent, failed }: MassJob) => ({
  MsgID: BigInt(msgId),
  Status: "send success",
  ...{ TotalCount: total, FilterCount: filtered, SentCount: sent, ErrorCount: failed },
});

/** POST /cgi-bin/message/mass/send, texts to a list only. */
export function sendMass(
  state: State,
  { miniAppId, limit }: { readonly miniAppId: string; readonly limit: MassLimit },
  asked: Asked,
  nowMs: number,
): Answered {
  const no = (errcode: ErrCode): Answered => ({ answer: refuse(errcode, nowMs) });
  if (!limit("mass", nowMs)) return no(45011);
  const content = contentOf(asked);
  if (typeof content === "number") return no(content);
  const phones = listOf(state, asked.touser);
  if (typeof phones === "number") return no(phones);
  const clientId = asked.clientmsgid;
  if (clientId !== undefined && (typeof clientId !== "string" || clientId.length > CLIENT_ID_MAX)) return no(45067);
  const before = clientId === undefined ? undefined : askedBefore(state, clientId, nowMs);
  if (before) return { answer: before };
  if (!takeCall(state, nowMs)) return no(45028);
  const msgId = `1${nowMs}${randomInt(1_000_000)}`;
  if (clientId !== undefined) state.massJobs[clientId] = { msgId, atMs: nowMs, askedAtMs: nowMs };
  const reached = phones.filter((phone) => takeOne(phone, nowMs));
  for (const phone of reached) tell(phone, { from: "service_account", text: content, atMs: nowMs }, miniAppId);
  const sent = reached.length;
  return {
    answer: { errcode: 0, errmsg: "send job submission success", msg_id: msgId, msg_data_id: randomInt(1_000_000) },
    job: { msgId, total: phones.length, filtered: sent, sent, failed: 0 },
  };
}

/** POST /cgi-bin/message/mass/preview */
export function previewMass(state: State, miniAppId: string, asked: Asked, nowMs: number): object {
  const content = contentOf(asked);
  if (typeof content === "number") return refuse(content, nowMs);
  const phone = phoneOfOpenid(state, asked.touser);
  if (!phone?.following) return refuse(40003, nowMs);
  tell(phone, { from: "service_account", text: content, atMs: nowMs }, miniAppId);
  return { errcode: 0, errmsg: "preview success", msg_id: `1${nowMs}` };
}

function contentOf(asked: Asked): string | ErrCode {
  if (asked.msgtype !== "text") return 40008;
  const content = (asked.text as Asked | null | undefined)?.content;
  if (typeof content !== "string" || content === "") return 44004;
  return Buffer.byteLength(content) > TEXT_BYTES_MAX ? 45002 : content;
}

/** One openid of another account refuses the whole list. */
function listOf(state: State, touser: unknown): Phone[] | ErrCode {
  if (!Array.isArray(touser) || touser.length < LIST_MIN || touser.length > LIST_MAX) return 40130;
  const phones = touser.map((openid) => phoneOfOpenid(state, openid));
  const known = phones.filter((phone) => phone !== undefined);
  return known.length === phones.length ? known : 40003;
}

function askedBefore(state: State, clientId: string, nowMs: number): Refusal | undefined {
  const job = state.massJobs[clientId];
  if (!job || nowMs >= job.atMs + DAY_MS) return undefined;
  const isTooSoon = nowMs < job.askedAtMs + MINUTE_MS;
  job.askedAtMs = nowMs;
  if (isTooSoon) return refuse(45066, nowMs);
  return { ...refuse(45065, nowMs), msg_id: job.msgId } as Refusal;
}

/** As the account's people in Beijing count months. */
const monthOf = (nowMs: number): string => new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 7);

function takeCall(state: State, nowMs: number): boolean {
  const month = monthOf(nowMs);
  const taken = state.massMonth.month === month ? state.massMonth.taken : 0;
  if (taken >= state.settings.massCallsPerMonth) return false;
  state.massMonth = { month, taken: taken + 1 };
  return true;
}

/** Does it arrive? Who has left, and who has had four, is filtered out. */
function takeOne(phone: Phone, nowMs: number): boolean {
  const month = monthOf(nowMs);
  const taken = phone.mass.month === month ? phone.mass.taken : 0;
  if (!phone.following || taken >= PER_MONTH) return false;
  phone.mass = { month, taken: taken + 1 };
  return true;
}
