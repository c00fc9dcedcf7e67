// A chunk of a mass message: everybody of it is decided, the list is frozen, WeChat is called once.
//
// Nobody is sent it twice: a chunk has one list, put once, and one id, which WeChat sends once in 24 hours. Nobody is
// lost: whoever holds the chunk after a worker that was cut off decides the rest, or calls with the frozen list again; a
// marker without a list was never sent to. Only a list that is too old to be asked for again is in doubt.
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { CampaignContent } from "@huike/shared/campaign-plan";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, refusedBy, tookEffect } from "../platform/table.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { MASS_MIN, sendMassText } from "../platform/wechat/mass-message.ts";
import { markOf, rowEndsAtS, type SendingItem, sendingKey } from "./campaign.items.ts";
import type { HeldChunk } from "./hold-chunk.ts";
import { type Marked, markPush, unmarkPush } from "./mark-push.ts";
import { emptyResults, type Outcome, resultAt, setResult } from "./outcome.ts";
import { massName } from "./push.items.ts";
import { type Fan, fansOf } from "./reach-member.ts";
import type { RunInHand } from "./run-in-hand.ts";

export type MassContent = Extract<CampaignContent, { path: "mass" }>;

/** WeChat knows an id for 24 hours; an hour is left for clocks and the way. */
const REPEAT_MS = 23 * 3_600_000;
/** So long before a month's end no list is begun: what is counted here in one month must arrive in it. */
const MONTH_END_MS = 10 * 60_000;
const MARKS_AT_ONCE = 40;

export async function sendMass(run: RunInHand, content: MassContent, chunk: HeldChunk, due: readonly number[]) {
  const { env } = run;
  const before = await getItem<SendingItem>(env.tables, keyOf(chunk), { table: "views", consistent: true });
  if (!before && massName(env.nowMs()) !== massName(env.nowMs() + MONTH_END_MS)) return run.rest();
  const sending = before ?? (await decide(run, chunk, due));
  if (!sending) return;
  const noteAll = (as: (outcome: Outcome) => Outcome) => {
    for (const index of due) chunk.note(index, as(resultAt(sending.res, index)));
  };
  const list = listOf(chunk, sending);
  if (list.length === 0) return noteAll((outcome) => outcome);
  const isTooOld = env.nowMs() >= sending.at + REPEAT_MS || massName(env.nowMs()) !== massName(sending.at);
  // Whoever has left since is on the list still: WeChat takes them out itself. A member who is deleted is not.
  const fans = await fansOf(env, list);
  const openids = list.flatMap((memberNo) => fans.get(memberNo)?.openid ?? []);
  if (isTooOld || openids.length < MASS_MIN) return noteAll((outcome) => (outcome === "sent" ? "inDoubt" : outcome));
  if (!(await chunk.mayTake())) return;
  const sent = await call(run, content, chunk, openids);
  if (sent.is === "sent") {
    await keepNumber(env, chunk, sent.msgId);
    run.noteGood();
    return noteAll((outcome) => outcome);
  }
  if (sent.is === "unknown") return run.noteFailure();
  if (sent.is === "later") return run.rest();
  if (sent.why === undefined) run.rest();
  else await run.stop(sent.why);
  await giveBack(run, chunk, sending);
}

const keyOf = ({ lease: { campaignId, run, chunk } }: HeldChunk) => sendingKey(campaignId, run, chunk);

const listOf = ({ members }: HeldChunk, { res }: SendingItem): string[] =>
  members.filter((_, index) => resultAt(res, index) === "sent");

/** Takes everybody in hand and freezes what came of it; nothing when the chunk was lost to another on the way. */
async function decide(run: RunInHand, chunk: HeldChunk, due: readonly number[]): Promise<SendingItem | undefined> {
  const { env, marking } = run;
  const at = env.nowMs();
  const fans = await fansOf(
    env,
    due.map((index) => chunk.members[index] ?? ""),
  );
  const res = emptyResults(chunk.members.length);
  const failures: unknown[] = [];
  const decideOne = async (index: number): Promise<boolean> => {
    const memberNo = chunk.members[index] ?? "";
    try {
      if (!(await chunk.mayTake())) return false;
      setResult(res, index, await take(run, memberNo, fans.get(memberNo)));
      return true;
    } catch (cause) {
      failures.push(cause);
      return false;
    }
  };
  const decided = await eachOf(due, decideOne, MARKS_AT_ONCE);
  if (failures.length > 0) throw failures[0];
  if (!decided.every(Boolean)) return undefined;
  const own: SendingItem = { res, at };
  const [only, ...others] = listOf(chunk, own);
  if (only !== undefined && others.length + 1 < MASS_MIN) {
    await unmarkPush(env, only, marking, at);
    setResult(res, chunk.members.indexOf(only), "alone");
  }
  if (listOf(chunk, own).length === 0) return own;
  const kept = await putOnce(env, chunk, own);
  // Another worker's list came first: whom it leaves out was taken in hand for nothing.
  const theirs = new Set(listOf(chunk, kept));
  for (const memberNo of listOf(chunk, own)) if (!theirs.has(memberNo)) await unmarkPush(env, memberNo, marking, at);
  return kept;
}

const AS: Readonly<Record<Marked, Outcome>> = {
  marked: "sent",
  // By a worker that was cut off before it could freeze a list: not sent yet.
  marked_before: "sent",
  capped: "capped",
  quota_used: "quota",
  no_consent: "noConsent",
};

async function take({ env, marking }: RunInHand, memberNo: string, fan: Fan | undefined): Promise<Outcome> {
  return fan?.isFollowing ? AS[await markPush(env, memberNo, marking)] : "notFollowing";
}

/** The list as it stands: this one, or the one another worker put before. */
async function putOnce(env: Env, chunk: HeldChunk, sending: SendingItem): Promise<SendingItem> {
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...keyOf(chunk), ...(sending as Item), ttl: rowEndsAtS(env.nowMs()) }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return sending;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return fields<SendingItem>(old);
  }
}

type Sent =
  | { readonly is: "sent"; readonly msgId: string }
  /** No answer. */
  | { readonly is: "unknown" }
  /** WeChat wants a minute. */
  | { readonly is: "later" }
  /** Not sent, and all is given back; `why`: for a person to see to, else another day's. */
  | { readonly is: "refused"; readonly why: string | undefined };

async function call(
  { env, campaignId, run }: RunInHand,
  { text }: MassContent,
  chunk: HeldChunk,
  openids: readonly string[],
): Promise<Sent> {
  const clientMsgId = `${markOf(campaignId, run)}.${chunk.lease.chunk}`;
  try {
    return { is: "sent", msgId: await sendMassText(env.serviceAccount, { openids, text, clientMsgId }) };
  } catch (cause) {
    if (cause instanceof Outage) return { is: "unknown" };
    if (!(cause instanceof WechatError)) throw cause;
    if (cause.category === "minute_quota") return { is: "later" };
    return { is: "refused", why: cause.category === "day_quota" ? undefined : `wechat_${cause.errcode}` };
  }
}

async function keepNumber(env: Env, chunk: HeldChunk, msgId: string): Promise<void> {
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(keyOf(chunk)),
        UpdateExpression: "SET msg = :msg",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: attributes({ ":msg": msgId }),
      }),
    ),
  );
}

/**
 * WeChat refused the call, with a number: nothing was sent, or it would have said 45065. The list goes before the markers,
 * so that a cut in between leaves people who are taken in hand and in no list: they are decided anew.
 */
async function giveBack(run: RunInHand, chunk: HeldChunk, sending: SendingItem): Promise<void> {
  const { env, marking } = run;
  const isGone = await tookEffect(
    env.tables.client.send(
      new DeleteItemCommand({
        TableName: env.tables.views,
        Key: attributes(keyOf(chunk)),
        ConditionExpression: "#at = :at AND attribute_not_exists(msg)",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: attributes({ ":at": sending.at }),
      }),
    ),
  );
  if (!isGone) return;
  const unmark = (memberNo: string) => unmarkPush(env, memberNo, marking, sending.at);
  await eachOf(listOf(chunk, sending), unmark, MARKS_AT_ONCE);
}
