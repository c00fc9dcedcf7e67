// One subscribe or customer-service message to one member, once: token, marker with cap and consent, send. Where nobody knows whether it
// arrived it is in doubt and never sent again; where WeChat has refused it for no fault of the member's, what the marker
// took is given back and the member waits.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CampaignContent } from "@huike/shared/campaign-plan";
import { Outage } from "../platform/outage.ts";
import { attributes } from "../platform/table.ts";
import { sendCustomText } from "../platform/wechat/custom-message.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { sendSubscribeMessage } from "../platform/wechat/subscribe-message.ts";
import { deadKey, rowEndsAtS } from "./campaign.items.ts";
import { dropConsent, markPush, unmarkPush } from "./mark-push.ts";
import type { Outcome } from "./outcome.ts";
import type { Tokens } from "./rate.ts";
import { reachMember } from "./reach-member.ts";
import type { RunInHand, Target } from "./run-in-hand.ts";
import type { Slots } from "./slots.ts";

export type Content = Extract<CampaignContent, { path: "subscribe" | "service" }>;
export type Sending = {
  readonly run: RunInHand;
  readonly content: Content;
  readonly tokens: Tokens;
  /** So many requests are at WeChat at once. */
  readonly slots: Slots;
};

const BUSY_TRIES = 3;
const BUSY_WAIT_MS = 300;
const TOKEN_WAIT_MS = 100;

/** `waiting`: not now. */
export async function sendMessage(sending: Sending, { memberNo, occasion }: Target): Promise<Outcome> {
  const { run, slots } = sending;
  const { env } = run;
  const marking = run.markingFor(occasion);
  const reached = await reachMember(env, memberNo, sending.content.path);
  if (typeof reached === "string") return reached;
  if (!(await waitForToken(sending))) return "waiting";
  const markedAtMs = env.nowMs();
  const marked = await markPush(env, memberNo, marking);
  if (marked === "capped") return "capped";
  if (marked === "no_consent") return "noConsent";
  // Whoever marked it before may have sent it.
  if (marked === "marked_before") return "inDoubt";
  const sent = await slots.with(() => sendIfOn(sending, reached.openid));
  if (sent.is === "sent") return "sent";
  if (sent.is === "in_doubt") return "inDoubt";
  if (sent.is === "no_consent") {
    if (sending.content.path === "subscribe") await dropConsent(env, memberNo, sending.content.template);
    return "noConsent";
  }
  if (sent.is === "failed") {
    await putDead(run, memberNo, sent.why);
    return "failed";
  }
  await unmarkPush(env, memberNo, marking, markedAtMs);
  if (sent.is === "no_window") return "noWindow";
  if (sent.is === "rest") run.rest();
  return "waiting";
}

async function waitForToken({ run, tokens }: Sending): Promise<boolean> {
  for (;;) {
    const answer = await tokens.take();
    if (answer === "taken") return true;
    if (answer === "day_over") run.rest();
    if (!(await run.mayGoOn())) return false;
    await run.bounds.wait(TOKEN_WAIT_MS);
  }
}

/** Its slot is free for another only when all workers may know that it failed: what fails after that was under way. */
async function sendIfOn(sending: Sending, openid: string): Promise<Sent> {
  const { run } = sending;
  // It waited for the slot, marked.
  if (!run.isGoingOn()) return { is: "rest" };
  const sent = await tryToSend(sending, openid);
  // Of one kind with all the others: a sure reason to stop comes before the count of failures.
  if (sent.is === "stop") await run.stop(sent.why);
  else if (ARE_NO_FAILURES.has(sent.is)) run.noteGood();
  else await run.noteFailure();
  return sent;
}

type Sent =
  | { readonly is: "sent" | "in_doubt" | "no_consent" | "no_window" | "rest" | "busy" }
  | { readonly is: "failed" | "stop"; readonly why: string };

/** Of a member, and none of the campaign. */
const ARE_NO_FAILURES: ReadonlySet<Sent["is"]> = new Set(["sent", "no_consent", "no_window"]);

async function tryToSend({ run, content }: Sending, openid: string): Promise<Sent> {
  const send = callOf(run, content, openid);
  if (!send) return { is: "stop", why: "template_unknown" };
  for (let tries = 1; ; tries++) {
    try {
      await send();
      return { is: "sent" };
    } catch (cause) {
      const sent = judge(cause);
      if (sent.is !== "busy" || tries === BUSY_TRIES) return sent;
      await run.bounds.wait(BUSY_WAIT_MS * tries);
    }
  }
}

/** Nothing where the message's template is set no more. */
function callOf({ env, rules, campaignId, run }: RunInHand, content: Content, openid: string) {
  if (content.path === "service") return () => sendCustomText(env.serviceAccount, { openid, text: content.text });
  const templateId = rules.templates[content.template]?.templateId;
  const fields = Object.fromEntries(content.fields.map(({ key, value }) => [key, value]));
  const page = `pages/home/index?push=${campaignId}.${run}`;
  return templateId && (() => sendSubscribeMessage(env.wechat, { openid, templateId, page, fields }));
}

/** By category; what WeChat answered with a number was not sent, what got no answer may have been. */
function judge(cause: unknown): Sent {
  if (cause instanceof Outage) return { is: cause.cause instanceof WechatError ? "busy" : "in_doubt" };
  if (!(cause instanceof WechatError)) throw cause;
  const why = `wechat_${cause.errcode}`;
  switch (cause.category) {
    case "no_consent":
      return { is: "no_consent" };
    case "window_closed":
    case "not_following":
      return { is: "no_window" };
    case "minute_quota":
    case "day_quota":
    case "month_quota":
      return { is: "rest" };
    case "permission":
    case "auth":
      return { is: "stop", why };
    case "argument":
      // An openid is one member's; a field, a page or a template are everybody's.
      return cause.errcode === 40003 ? { is: "failed", why } : { is: "stop", why };
    default:
      return { is: "failed", why };
  }
}

/** A dead letter: who, why, when; for a person to look at. */
async function putDead({ env, campaignId, run }: RunInHand, memberNo: string, why: string): Promise<void> {
  const nowMs = env.nowMs();
  const item = { ...deadKey(campaignId, run, memberNo), why, at: nowMs, ttl: rowEndsAtS(nowMs) };
  await env.tables.client.send(new PutItemCommand({ TableName: env.tables.views, Item: attributes(item) }));
}
