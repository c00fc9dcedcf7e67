// Goes through a draft's audience without sending anything: who would be held out, capped, without consent; what it
// could cost; what it meets. Each call does a piece and keeps its place; the last writes onto the campaign what an
// approval depends on.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { RehearseCampaign } from "@huike/shared/campaign";
import type { Rehearsal } from "@huike/shared/campaign-live";
import type { CampaignPlan } from "@huike/shared/campaign-plan";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { ringsThePhone } from "@huike/shared/push-text";
import { endOfSendingMs, isQuietAt, USUAL_QUIET } from "@huike/shared/quiet-hours";
import { readReport } from "../offer/read-report.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, getItems, queryRange } from "../platform/read.ts";
import { attributes, type Item, tookEffect } from "../platform/table.ts";
import { needsSecond } from "./approve-campaign.ts";
import { type CampaignItem, campaignKey, LIVE, planOf, rehearsalKey, rowEndsAtS } from "./campaign.items.ts";
import type { Walker, WalkPage } from "./freeze-audience.ts";
import { isHeldOut } from "./hold-out.ts";
import { readCampaign } from "./move-run.ts";
import { nextDueMs } from "./next-due.ts";
import { consentsOf, type PushItem, pushesIn, pushKey, weekOf } from "./push.items.ts";
import { isRated, sendsPerSecond } from "./rate.ts";
import { currentRules } from "./read-rules.ts";

const PIECE_MS = 5_000;
const PAGE_MEMBERS = 500;
/** Coupons and lines on the home screen a second, as measured; only a guess of the time hangs on it. */
const QUIET_PATHS_PER_SECOND = 100;
/** An offer that sets no bound to what it saves is above every limit of one person. */
const NO_BOUND = Number.MAX_SAFE_INTEGER;

type Sums = {
  people: number;
  heldOut: number;
  capped: number;
  noConsent: number;
  noWindow: number;
  subscribe: number;
  service: number;
  sends: number;
};
type PieceItem = Sums & { at: number; shard?: number; after?: string; isOver?: boolean };

type Request = RequestOf<typeof RehearseCampaign>;
type Answer = Result<ResponseOf<typeof RehearseCampaign>, ErrorOf<typeof RehearseCampaign>>;

export const rehearseWith =
  (walk: Walker) =>
  async (_: Member, { campaignId, ifVersion }: Request, env: Env): Promise<Answer> => {
    const item = await readCampaign(env, campaignId);
    if (!item) return refused("campaign_unknown");
    if (item.st !== "draft" || item.ver !== ifVersion) return refused("campaign_changed");
    const key = rehearsalKey(campaignId, ifVersion);
    const before = await getItem<PieceItem>(env.tables, key, { table: "views", consistent: true });
    const piece = await goOn(
      env,
      { campaignId, plan: planOf(item), walk },
      before && !before.isOver ? before : fresh(env),
    );
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...(piece as Item), ttl: rowEndsAtS(env.nowMs()) }),
      }),
    );
    if (!piece.isOver) return ok({ campaignId, seen: piece.people });
    const rehearsal = await judge(env, campaignId, item, piece);
    if (!(await keep(env, campaignId, ifVersion, rehearsal))) return refused("campaign_changed");
    return ok({ campaignId, seen: piece.people, rehearsal });
  };

const fresh = (env: Env): PieceItem => ({
  ...{ people: 0, heldOut: 0, capped: 0, noConsent: 0, noWindow: 0, subscribe: 0, service: 0, sends: 0 },
  ...{ at: env.nowMs(), shard: 0 },
});

type Going = { readonly campaignId: string; readonly plan: CampaignPlan; readonly walk: Walker };

async function goOn(env: Env, going: Going, from: PieceItem): Promise<PieceItem> {
  const endsAtMs = env.nowMs() + PIECE_MS;
  const { at, shard = 0, after } = from;
  let sums: Sums = from;
  const place = { shard, ...(after === undefined ? {} : { after }) };
  for await (const page of going.walk(env, going.plan.audience, { ...place, atMs: at, pageMembers: PAGE_MEMBERS })) {
    sums = await addPage(env, going, sums, page, at);
    const { people, heldOut, capped, noConsent, noWindow, subscribe, service, sends } = sums;
    const kept = { people, heldOut, capped, noConsent, noWindow, subscribe, service, sends, at };
    if (!page.next) return { ...kept, isOver: true };
    if (env.nowMs() < endsAtMs) continue;
    const next = page.next;
    return { ...kept, shard: next.shard, ...(next.after === undefined ? {} : { after: next.after }) };
  }
  return { ...sums, at, isOver: true };
}

async function addPage(env: Env, { campaignId, plan }: Going, sums: Sums, page: WalkPage, atMs: number): Promise<Sums> {
  const { rules } = await currentRules(env);
  const { content, holdOutPermille } = plan;
  const due = page.members.filter(({ memberNo }) => !isHeldOut(campaignId, memberNo, holdOutPermille));
  const keys = due.map(({ memberNo }) => pushKey(memberNo));
  const items = await getItems<PushItem>(env.tables, keys, { table: "views" });
  const byKey = new Map(items.map((item) => [item.pk, item]));
  const next = { ...sums };
  next.people += page.members.length;
  next.heldOut += page.members.length - due.length;
  const template = content.path === "subscribe" ? content.template : undefined;
  for (const { memberNo, replyUntilMs = 0 } of due) {
    const push = byKey.get(pushKey(memberNo).pk);
    if (hasAgreed(push, template)) next.subscribe += 1;
    if (replyUntilMs > atMs) next.service += 1;
    if (template && !hasAgreed(push, template)) next.noConsent += 1;
    else if (content.path === "service" && replyUntilMs <= atMs) next.noWindow += 1;
    else if (pushesIn(push, weekOf(atMs)) >= rules.perWeek) next.capped += 1;
    else next.sends += 1;
  }
  return next;
}

/** To this message; to any, where the campaign sends none. */
function hasAgreed(push: PushItem | undefined, template: string | undefined): boolean {
  const consents = consentsOf(push);
  return template ? (consents[template] ?? 0) > 0 : Object.values(consents).some((n) => n > 0);
}

async function judge(env: Env, campaignId: string, { plan: text }: CampaignItem, piece: PieceItem): Promise<Rehearsal> {
  const plan = planOf({ plan: text });
  const { rules } = await currentRules(env);
  const { people, heldOut, capped, noConsent, noWindow, subscribe, service, sends } = piece;
  const startsAtMs = nextDueMs(plan.time, env.nowMs()) ?? env.nowMs();
  const { path } = plan.content;
  const quiet = ringsThePhone(path) ? rules.quiet : { ...USUAL_QUIET, fromMinute: 0, toMinute: 0 };
  const perSecond = isRated(path) ? sendsPerSecond(path) : QUIET_PATHS_PER_SECOND;
  const cost = await worst(env, plan, sends);
  return {
    ...{ atMs: piece.at, people, heldOut, capped, noConsent, noWindow, sends },
    reachable: { wallet: people - heldOut, notice: people - heldOut, subscribe, service },
    ...(cost.worstFen === undefined ? {} : { worstFen: cost.worstFen }),
    stockLacks: cost.stockLacks,
    overlaps: await overlapsOf(env, campaignId),
    startsAtMs,
    endsAtMs: endOfSendingMs(quiet, startsAtMs, sends, perSecond),
    waitsForQuiet: isQuietAt(quiet, startsAtMs),
    needsSecond: needsSecond(rules, people, cost.worstFen ?? NO_BOUND),
  };
}

/** Should every coupon be used for all it can save. */
async function worst(env: Env, { content }: CampaignPlan, sends: number) {
  if (content.path !== "wallet") return { worstFen: 0, stockLacks: 0 };
  const offer = await readReport(env, content.offerId);
  if (!offer) throw new Error(`${content.offerId} of a campaign is missing`);
  const { benefit } = offer.terms;
  const eachFen = "valueFen" in benefit ? benefit.valueFen : "maxOffFen" in benefit ? benefit.maxOffFen : undefined;
  const rest = offer.today ? Math.min(offer.today.rest, offer.stock.rest) : offer.stock.rest;
  const stockLacks = Math.max(0, sends - rest);
  return eachFen === undefined ? { stockLacks } : { worstFen: eachFen * Math.min(sends, rest), stockLacks };
}

/** Others that are to run or running: they would meet the same people within the same week's cap. */
async function overlapsOf(env: Env, campaignId: string): Promise<Rehearsal["overlaps"]> {
  const live = await queryRange<{ sk: string }>(env.tables, { pk: LIVE, from: "cmp_", to: "cmp_~" });
  const others = live.map(({ sk }) => sk).filter((sk) => sk !== campaignId);
  const items = await getItems<CampaignItem>(env.tables, others.map(campaignKey));
  return items
    .filter(({ st }) => st === "scheduled" || st === "running" || st === "paused")
    .map((item) => ({ campaignId: item.pk.slice("CMP#".length), name: planOf(item).name }));
}

async function keep(env: Env, campaignId: string, version: number, rehearsal: Rehearsal): Promise<boolean> {
  return tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(campaignKey(campaignId)),
        UpdateExpression: "SET rv = :ver, rat = :at, rp = :people, rf = :fen",
        ConditionExpression: "st = :draft AND ver = :ver",
        ExpressionAttributeValues: attributes({
          ...{ ":ver": version, ":at": rehearsal.atMs, ":draft": "draft" },
          ...{ ":people": rehearsal.people, ":fen": rehearsal.worstFen ?? NO_BOUND },
        }),
      }),
    ),
  );
}
