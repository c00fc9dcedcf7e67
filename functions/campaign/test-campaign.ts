// A draft sent to the one who wrote it. It counts nowhere: no marker, no cap, no run, no coupon out of the stock. A coupon
// and a line come as a line on the own home screen; a subscribe message is a real one and takes one of the own consents; a
// mass message comes as WeChat's preview, which takes none of the own four a month.
import { PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { benefitText } from "@huike/shared/benefit";
import type { TestCampaign } from "@huike/shared/campaign";
import type { CampaignContent } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import { sendCustomText } from "../platform/wechat/custom-message.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { previewMassText } from "../platform/wechat/mass-message.ts";
import { sendSubscribeMessage } from "../platform/wechat/subscribe-message.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";
import { type NoteItem, noteKey, planOf } from "./campaign.items.ts";
import { whyNotPlan } from "./check-plan.ts";
import { dropConsent } from "./mark-push.ts";
import { readCampaign } from "./move-run.ts";
import { consentName, pushKey, testKey } from "./push.items.ts";
import { fansOf, reachMember } from "./reach-member.ts";
import { currentRules } from "./read-rules.ts";

/** No run has this number. */
const NO_RUN = 0;
const MARK = "【测试】";

type Request = RequestOf<typeof TestCampaign>;
type Answer = Result<ResponseOf<typeof TestCampaign>, ErrorOf<typeof TestCampaign>>;

export async function testCampaign({ memberNo }: Member, request: Request, env: Env): Promise<Answer> {
  const { campaignId, ifVersion } = request;
  const item = await readCampaign(env, campaignId);
  if (!item) return refused("campaign_unknown");
  if (item.ver !== ifVersion) return refused("campaign_changed");
  const plan = planOf(item);
  // What was kept may have become wrong since: an offer that is void, a template that was changed.
  const whyNot = await whyNotPlan(env, { ...plan, time: { when: "now" } });
  if (whyNot) return whyNot;
  if (plan.content.path === "subscribe") return sendOne(env, memberNo, request, plan.content);
  if (plan.content.path === "service") return sayOne(env, memberNo, request, plan.content.text);
  if (plan.content.path === "mass") return previewOne(env, memberNo, request, plan.content.text);
  await putNote(env, memberNo, campaignId, await wordsOf(env, plan.content));
  return ok({ campaignId, shownOn: "home" });
}

type Quiet = Extract<CampaignContent, { path: "wallet" | "notice" }>;

async function wordsOf(env: Env, content: Quiet): Promise<{ title: string; text: string }> {
  if (content.path === "notice") return { title: MARK + content.title, text: content.text };
  const offer = await currentOffer(env, content.offerId);
  if (!offer) throw new Error(`${content.offerId} was there a moment ago`);
  return { title: `${MARK}${offer.terms.title}`, text: `会放进卡包的券：${benefitText(offer.terms.benefit)}` };
}

/** Its words lie on the note itself: a draft may say something else tomorrow. */
async function putNote(env: Env, memberNo: string, campaignId: string, words: { title: string; text: string }) {
  const at = env.nowMs();
  const note: NoteItem = { cmp: campaignId, run: NO_RUN, at, until: at + DAY_MS, ...words };
  await env.tables.client.send(
    new PutItemCommand({ TableName: env.tables.app, Item: attributes({ ...noteKey(memberNo), ...note }) }),
  );
}

/** Not kept before it is sent: a second tap says it twice, to the one who tapped. */
async function sayOne(env: Env, memberNo: string, { campaignId }: Request, text: string): Promise<Answer> {
  const reached = await reachMember(env, memberNo, "service");
  if (typeof reached === "string") return refused("test_needs_window");
  try {
    await sendCustomText(env.serviceAccount, { openid: reached.openid, text: MARK + text });
    return ok({ campaignId, shownOn: "chat" });
  } catch (cause) {
    if (!(cause instanceof WechatError)) throw cause;
    const isClosed = cause.category === "window_closed" || cause.category === "not_following";
    return isClosed ? refused("test_needs_window") : refused("test_refused", { word: String(cause.errcode) });
  }
}

/** Not kept before it is sent, as a customer-service text is not. */
async function previewOne(env: Env, memberNo: string, { campaignId }: Request, text: string): Promise<Answer> {
  const fan = (await fansOf(env, [memberNo])).get(memberNo);
  if (!fan?.isFollowing) return refused("test_needs_follow");
  try {
    await previewMassText(env.serviceAccount, { openid: fan.openid, text: MARK + text });
    return ok({ campaignId, shownOn: "chat" });
  } catch (cause) {
    if (!(cause instanceof WechatError)) throw cause;
    return refused("test_refused", { word: String(cause.errcode) });
  }
}

type Message = Extract<CampaignContent, { path: "subscribe" }>;

async function sendOne(env: Env, memberNo: string, { campaignId, testId }: Request, content: Message): Promise<Answer> {
  const person = await getItem<PersonItem>(env.tables, personKey(memberNo));
  const templateId = (await currentRules(env)).rules.templates[content.template]?.templateId;
  if (!person?.oid || !templateId) return refused("template_unknown");
  const taken = await takeConsent(env, memberNo, testId, content);
  if (taken === "none") return refused("test_needs_consent");
  // The same test asked again: it went out, or nobody knows.
  if (taken === "before") return ok({ campaignId, shownOn: "message" });
  const fields = Object.fromEntries(content.fields.map(({ key, value }) => [key, value]));
  try {
    await sendSubscribeMessage(env.wechat, { openid: person.oid, templateId, page: "pages/home/index", fields });
    return ok({ campaignId, shownOn: "message" });
  } catch (cause) {
    if (!(cause instanceof WechatError)) throw cause;
    await giveBack(env, memberNo, testId, content);
    if (cause.category !== "no_consent") return refused("test_refused", { word: String(cause.errcode) });
    await dropConsent(env, memberNo, content.template);
    return refused("test_needs_consent");
  }
}

/** The consent and the test's number in one write. */
async function takeConsent(env: Env, memberNo: string, testId: string, { template }: Message) {
  const consent = consentName(template);
  const TableName = env.tables.views;
  const Item = attributes({
    ...testKey(memberNo, testId),
    at: env.nowMs(),
    ttl: Math.floor(env.nowMs() / 1000) + 86_400,
  });
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" } },
          {
            Update: {
              TableName,
              Key: attributes(pushKey(memberNo)),
              UpdateExpression: `ADD ${consent} :less`,
              ConditionExpression: `${consent} >= :one`,
              ExpressionAttributeValues: attributes({ ":less": -1, ":one": 1 }),
            },
          },
        ],
      }),
    );
    return "taken";
  } catch (cause) {
    const [isRepeated, hasNone] = refusedStatements(cause) ?? [];
    if (isRepeated) return "before";
    if (hasNone) return "none";
    throw cause;
  }
}

/** WeChat has refused it: the number may be used again, and the consent was not. */
async function giveBack(env: Env, memberNo: string, testId: string, { template }: Message): Promise<void> {
  const TableName = env.tables.views;
  await env.tables.client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        {
          Delete: {
            ...{ TableName, Key: attributes(testKey(memberNo, testId)) },
            ConditionExpression: "attribute_exists(pk)",
          },
        },
        {
          Update: {
            ...{ TableName, Key: attributes(pushKey(memberNo)) },
            UpdateExpression: `ADD ${consentName(template)} :one`,
            ExpressionAttributeValues: attributes({ ":one": 1 }),
          },
        },
      ],
    }),
  );
}
