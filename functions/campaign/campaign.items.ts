// Items of a campaign, the one place that spells their attributes:
//   app   CMP#c / META            the plan as text, its state, and the run it is at
//   app   CAMPAIGNS / c           that there is such a campaign
//   app   LIVE / c                that a worker may have to do something about it; taken away when it is over
//   app   SYS / PUSHRULES         what holds for all campaigns together
//   app   MBR#m / CNOTE           the newest line a campaign put on the member's home screen, read along with the wallet
//   views CMP#c#<run> / CHP#<nn>  a chunk: whom the run is for, frozen; four bytes a member
//   views CMP#c#<run> / CUR#<nn>  its lease and what became of each; apart, or every save would cost the chunk's size
//   views CMP#c#<run> / SND#<nn>  of a mass message: what is decided of each of a chunk, frozen before WeChat is called
//   views MSG#<msgid> / END       what WeChat reported of a mass message, by WeChat's number of it
//   views CMP#c#<run> / BRK#<ms>   failures of all workers, less what went well, since a person paused or resumed it last
//   views CMP#c#<run> / DEAD#<m>  who could not be sent to, and why
//   views CMP#c#<run> / OPN#<m>   who opened what was sent
//   views CMP#c#<run> / CLM#<m>#<o>#<n>, USE#<m>#<o>#<n>, SAL#<m>#<ord>   what it is credited with (credit-runs.ts)
//   views CMP#c#<run> / RES#<nn>  visits and sales of a chunk's members since the run began
//   views CMP#c / REH#<version>   how far a rehearsal has come
import type { CampaignState } from "@huike/shared/campaign-live";
import { CampaignPlan } from "@huike/shared/campaign-plan";
import type { Key } from "../platform/table.ts";

export const campaignKey = (campaignId: string): Key => ({ pk: `CMP#${campaignId}`, sk: "META" });
export const listedCampaignKey = (campaignId: string): Key => ({ pk: "CAMPAIGNS", sk: campaignId });
export const LIVE = "LIVE";
export const liveKey = (campaignId: string): Key => ({ pk: LIVE, sk: campaignId });
export const pushRulesKey: Key = { pk: "SYS", sk: "PUSHRULES" };
export const noteKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "CNOTE" });
export const rehearsalKey = (campaignId: string, version: number): Key => ({
  pk: `CMP#${campaignId}`,
  sk: `REH#${version}`,
});

/** Runs of a campaign are numbered from 1; a repeated one has many. */
export const runPk = (campaignId: string, run: number): string => `CMP#${campaignId}#${run}`;
const five = (chunk: number): string => String(chunk).padStart(5, "0");
export const chunkKeyOf = (campaignId: string, run: number, chunk: number): Key => ({
  pk: runPk(campaignId, run),
  sk: `CHP#${five(chunk)}`,
});
export const cursorKey = (campaignId: string, run: number, chunk: number): Key => ({
  pk: runPk(campaignId, run),
  sk: `CUR#${five(chunk)}`,
});
export const SENDING = "SND#";
export const sendingKey = (campaignId: string, run: number, chunk: number): Key => ({
  pk: runPk(campaignId, run),
  sk: `${SENDING}${five(chunk)}`,
});
export const massReportKey = (msgId: string): Key => ({ pk: `MSG#${msgId}`, sk: "END" });
export const breakerKey = ({ campaignId, run }: MarkedRun, sinceMs: number): Key => ({
  pk: runPk(campaignId, run),
  sk: `BRK#${sinceMs}`,
});
export const deadKey = (campaignId: string, run: number, memberNo: string): Key => ({
  pk: runPk(campaignId, run),
  sk: `DEAD#${memberNo}`,
});
export const OPENED = "OPN#";
export const openedKey = (campaignId: string, run: number, memberNo: string): Key => ({
  pk: runPk(campaignId, run),
  sk: `${OPENED}${memberNo}`,
});
export const CLAIMED = "CLM#";
export const USED = "USE#";
export const SOLD = "SAL#";
const credited = (kind: string, { campaignId, run }: MarkedRun, of: string): Key => ({
  pk: runPk(campaignId, run),
  sk: `${kind}${of}`,
});
export const claimedKey = (run: MarkedRun, memberNo: string, offerId: string, n: number): Key =>
  credited(CLAIMED, run, `${memberNo}#${offerId}#${n}`);
export const usedKey = (run: MarkedRun, memberNo: string, offerId: string, n: number): Key =>
  credited(USED, run, `${memberNo}#${offerId}#${n}`);
export const soldKey = (run: MarkedRun, memberNo: string, orderId: string): Key =>
  credited(SOLD, run, `${memberNo}#${orderId}`);
export const measuredKey = (campaignId: string, run: number, chunk: number): Key => ({
  pk: runPk(campaignId, run),
  sk: `RES#${five(chunk)}`,
});
/** "CUR#00012" → 12. */
export const numberOfChunk = (sk: string): number => Number(sk.slice(4));

/** What a member's push marker remembers a run by. */
export const markOf = (campaignId: string, run: number): string => `${campaignId.slice("cmp_".length)}.${run}`;

/** The same for one occasion of a triggered campaign. */
export const markOfOccasion = (mark: string, occasion: string): string => `${mark}#${occasion}`;

export type MarkedRun = { readonly campaignId: string; readonly run: number; readonly occasion?: string };
/** "k2m4.3" → the third run of that campaign; "k2m4.3#joined" → an occasion of it. */
export function runOfMark(mark: string): MarkedRun {
  const [, campaign = "", run = "", occasion] = /^([^.]*)\.(\d+)(?:#(.*))?$/.exec(mark) ?? [];
  return { campaignId: `cmp_${campaign}`, run: Number(run), ...(occasion === undefined ? {} : { occasion }) };
}

/** The grant a run's coupons carry: shorter than any a person's console makes. */
export const grantOfRun = (campaignId: string, run: number): string => `grt_${campaignId.slice("cmp_".length)}r${run}`;
const GRANT_OF_RUN = /^grt_([0-9a-z]{4,8})r([1-9]\d{0,4})$/;
export function runOfGrant(grantId: string): MarkedRun | undefined {
  const [, campaign, run] = GRANT_OF_RUN.exec(grantId) ?? [];
  return campaign === undefined ? undefined : { campaignId: `cmp_${campaign}`, run: Number(run) };
}

export type CampaignItem = {
  st: CampaignState;
  /** Raised by every change of the plan. */
  ver: number;
  /** {@link CampaignPlan}, read whole and never in an expression. */
  plan: string;
  /** Who wrote this version of the plan, when, why; who approved it. */
  by: string;
  at: number;
  why: string;
  appr?: string;
  /** Who approved, paused, resumed or cancelled it last, when and why: the author's signature stays. */
  sby?: string;
  sat?: number;
  swhy?: string;
  /** The version that was rehearsed, when, for how many people, for how much at worst, in fen. */
  rv?: number;
  rat?: number;
  rp?: number;
  rf?: number;
  /** The run that is under way or comes next, when it is to start, in ms, and its chunks once all are frozen. */
  run?: number;
  due?: number;
  chunks?: number;
  /** What paused it, where no person did. */
  stop?: string;
};

export const planOf = ({ plan }: Pick<CampaignItem, "plan">): CampaignPlan => CampaignPlan.parse(JSON.parse(plan));

export type ChunkItem = {
  /** Member numbers, four bytes each. */
  mbrs: Uint8Array;
  n: number;
  /** Of a triggered campaign: what happened to each. */
  occ?: readonly string[];
  /** When the run began, in ms. */
  began: number;
  /** Where the next chunk goes on; absent on the last. */
  shard?: number;
  after?: string;
};

export type CursorItem = {
  /** Raised by every lease: what an earlier holder saves is refused. */
  f: number;
  /** The lease's end, in ms. */
  exp: number;
  /** What became of each member, four bits each. */
  res?: Uint8Array;
  /** Every member has a result. */
  done?: true;
  /** Sends in this minute of the clock and in the one before. */
  min?: number;
  cnt?: number;
  prev?: number;
};

export type SendingItem = {
  /** As {@link CursorItem}'s, as it will be once the call is through: "sent" is the list. */
  res: Uint8Array;
  /** When it was frozen, in ms: the call may have been made since. */
  at: number;
  /** WeChat's number of it, once it is known. */
  msg?: string;
};

export type MassReportItem = {
  /** WeChat's word: "send success", "send fail", "err(num)". */
  status: string;
  total: number;
  filtered: number;
  sent: number;
  failed: number;
  /** When WeChat said so, in seconds. */
  at: number;
};

export type DeadItem = { sk: string; why: string; at: number };

export type NoteItem = {
  cmp: string;
  run: number;
  at: number;
  until: number;
  seen?: number;
  /** Words of a test, which the plan may not say any more. */
  title?: string;
  text?: string;
};

/** A run's rows are kept a little over a year, as the counts of a day are. */
export const rowEndsAtS = (nowMs: number): number => Math.floor(nowMs / 1000) + 400 * 86_400;

export function packMembers(memberNos: readonly string[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(memberNos.length * 4));
  for (const [i, memberNo] of memberNos.entries()) bytes.setUint32(i * 4, Number(memberNo));
  return new Uint8Array(bytes.buffer);
}

export function unpackMembers(packed: Uint8Array): string[] {
  const bytes = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: packed.byteLength / 4 }, (_, i) => String(bytes.getUint32(i * 4)));
}
