// What needs no consent: a coupon into the wallet of each of a block of members, or a line on their home screen. Both
// may be done again and end the same, so nobody is ever in doubt: who was marked before is simply seen to.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CampaignContent } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import { type Granting, grantEach } from "../coupon/grant-block.ts";
import { currentOffer } from "../offer/read-offer.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { grantOfRun, type NoteItem, noteKey } from "./campaign.items.ts";
import { markPush, unmarkPush } from "./mark-push.ts";
import type { Outcome } from "./outcome.ts";
import type { RunInHand, Target } from "./run-in-hand.ts";

export const NOTE_DAYS = 14;

type Quiet = Extract<CampaignContent, { path: "wallet" | "notice" }>;

/** What became of each, in order. */
export async function putInWallets(run: RunInHand, content: Quiet, targets: readonly Target[]): Promise<Outcome[]> {
  const markedAtMs = run.env.nowMs();
  const mark = ({ memberNo, occasion }: Target) => markPush(run.env, memberNo, run.markingFor(occasion));
  const marked = await Promise.all(targets.map(mark));
  const due = targets.filter((_, i) => marked[i] !== "capped");
  // Two occasions of one member in a block: one coupon of the run, one line.
  const memberNos = [...new Set(due.map(({ memberNo }) => memberNo))];
  const outcomes =
    content.path === "wallet" ? await grant(run, content.offerId, memberNos) : await note(run, memberNos);
  const back = due.filter(({ memberNo }) => outcomes.get(memberNo) !== "sent");
  await Promise.all(
    back.map(({ memberNo, occasion }) => unmarkPush(run.env, memberNo, run.markingFor(occasion), markedAtMs)),
  );
  return targets.map((one, i) => (marked[i] === "capped" ? "capped" : (outcomes.get(one.memberNo) ?? "capped")));
}

async function grant(run: RunInHand, offerId: string, memberNos: readonly string[]): Promise<Map<string, Outcome>> {
  const offer = await currentOffer(run.env, offerId);
  if (!offer) throw new Error(`${offerId} of ${run.campaignId} is missing`);
  const granting: Granting = { grantId: grantOfRun(run.campaignId, run.run), offerId, offer };
  const { each, stopped } = await grantEach(run.env, granting, memberNos);
  if (stopped) await run.stop(stopped);
  const outcome = { given: "sent", full: "unreachable", unknown: "unreachable", left: "waiting" } as const;
  return new Map(memberNos.map((memberNo, i) => [memberNo, outcome[each[i] ?? "left"]]));
}

async function note(run: RunInHand, memberNos: readonly string[]): Promise<Map<string, Outcome>> {
  await Promise.all(memberNos.map((memberNo) => putNote(run, memberNo)));
  return new Map(memberNos.map((memberNo) => [memberNo, "sent"]));
}

/** The newest line stands; a line of before is nobody's news any more. */
async function putNote({ env, campaignId, run, marking }: RunInHand, memberNo: string): Promise<void> {
  const at = marking.beganAtMs;
  const item: NoteItem = { cmp: campaignId, run, at, until: at + NOTE_DAYS * DAY_MS };
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...noteKey(memberNo), ...item }),
        ConditionExpression: "attribute_not_exists(pk) OR #at < :at",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: attributes({ ":at": at }),
      }),
    ),
  );
}
