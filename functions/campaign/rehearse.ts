// Goes through a draft's audience without sending anything: who would be held out, capped, without consent; what it
// could cost; what it meets. Each call does a piece and keeps its place; the last writes onto the campaign what an
// approval depends on.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { RehearseCampaign } from "@huike/shared/campaign";
import type { Rehearsal } from "@huike/shared/campaign-live";
import { type CampaignContent, type CampaignPlan, MASS_PER_MONTH } from "@huike/shared/campaign-plan";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { type PushPath, ringsThePhone } from "@huike/shared/push-text";
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
import { consentsOf, massIn, type PushItem, pushesIn, pushKey, weekOf } from "./push.items.ts";
import { isRated, sendsPerSecond } from "./rate.ts";
import { fansOf } from "./reach-member.ts";
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
  notFollowing: number;
  quota: number;
  subscribe: number;
  service: number;
  mass: number;
  sends: number;
};
const SUMS = [
  ...(["people", "heldOut", "capped", "noConsent", "noWindow", "notFollowing", "quota"] as const),
  ...(["subscribe", "service", "mass", "sends"] as const),
];
const sumsOf = (of: Partial<Sums>): Sums => Object.fromEntries(SUMS.map((name) => [name, of[name] ?? 0])) as Sums;

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

const fresh = (env: Env): PieceItem => ({ ...sumsOf({}), at: env.nowMs(), shard: 0 });

type Going = { readonly campaignId: string; readonly plan: CampaignPlan; readonly walk: Walker };

async function goOn(env: Env, going: Going, from: PieceItem): Promise<PieceItem> {
  const endsAtMs = env.nowMs() + PIECE_MS;
  const { at, shard = 0, after } = from;
  let sums = sumsOf(from);
  const place = { shard, ...(after === undefined ? {} : { after }) };
  for await (const page of going.walk(env, going.plan.audience, { ...place, atMs: at, pageMembers: PAGE_MEMBERS })) {
    sums = await addPage(env, going, sums, page, at);
    const kept = { ...sums, at };
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
  const memberNos = due.map(({ memberNo }) => memberNo);
  const items = await getItems<PushItem>(env.tables, memberNos.map(pushKey), { table: "views" });
  const byKey = new Map(items.map((item) => [item.pk, item]));
  const fans = content.path === "mass" ? await fansOf(env, memberNos) : undefined;
  const next = { ...sums };
  next.people += page.members.length;
  next.heldOut += page.members.length - due.length;
  for (const { memberNo, replyUntilMs = 0 } of due) {
    const push = byKey.get(pushKey(memberNo).pk);
    const seen: Seen = {
      ...{ hasAgreed: hasAgreed(push, content), isOpen: replyUntilMs > atMs },
      ...{ isFollowing: fans?.get(memberNo)?.isFollowing === true, hasQuota: massIn(push, atMs) < MASS_PER_MONTH },
      isCapped: pushesIn(push, weekOf(atMs)) >= rules.perWeek,
    };
    if (seen.hasAgreed) next.subscribe += 1;
    if (seen.isOpen) next.service += 1;
    if (seen.isFollowing && seen.hasQuota) next.mass += 1;
    next[partOf(content.path, seen)] += 1;
  }
  return next;
}

type Seen = {
  readonly hasAgreed: boolean;
  readonly isOpen: boolean;
  readonly isFollowing: boolean;
  readonly hasQuota: boolean;
  readonly isCapped: boolean;
};

/** In the order a worker asks. */
function partOf(path: PushPath, seen: Seen) {
  if (path === "subscribe" && !seen.hasAgreed) return "noConsent";
  if (path === "service" && !seen.isOpen) return "noWindow";
  if (path === "mass" && !seen.isFollowing) return "notFollowing";
  if (path === "mass" && !seen.hasQuota) return "quota";
  return seen.isCapped ? "capped" : "sends";
}

/** To this message; to any, where the campaign sends none. */
function hasAgreed(push: PushItem | undefined, content: CampaignContent): boolean {
  const consents = consentsOf(push);
  return content.path === "subscribe"
    ? (consents[content.template] ?? 0) > 0
    : Object.values(consents).some((n) => n > 0);
}

async function judge(env: Env, campaignId: string, { plan: text }: CampaignItem, piece: PieceItem): Promise<Rehearsal> {
  const plan = planOf({ plan: text });
  const { rules } = await currentRules(env);
  const { people, heldOut, capped, noConsent, noWindow, notFollowing, quota, subscribe, service, mass, sends } = piece;
  const startsAtMs = nextDueMs(plan.time, env.nowMs()) ?? env.nowMs();
  const { path } = plan.content;
  const quiet = ringsThePhone(path) ? rules.quiet : { ...USUAL_QUIET, fromMinute: 0, toMinute: 0 };
  const perSecond = isRated(path) ? sendsPerSecond(path) : QUIET_PATHS_PER_SECOND;
  const cost = await worst(env, plan, sends);
  return {
    ...{ atMs: piece.at, people, heldOut, capped, noConsent, noWindow, notFollowing, quota, sends },
    reachable: {
      ...{ wallet: people - heldOut, notice: people - heldOut, subscribe, service },
      ...(path === "mass" ? { mass } : {}),
    },
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
