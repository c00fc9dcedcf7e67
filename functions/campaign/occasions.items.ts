// What happened to members that triggered campaigns wait for:
//   app   TRIGGERS / c            what a live campaign waits for, since when and until when, in ms
//   views MBR#m / OCC#c#<occ>     that it happened: the key makes an occasion one, however often the stream tells of it
//   views TRG#c / <m>#<occ>       the same for the worker, till it is in a chunk; both are put in one transaction
import type { Key } from "../platform/table.ts";

export const TRIGGERS = "TRIGGERS";
export const triggerKey = (campaignId: string): Key => ({ pk: TRIGGERS, sk: campaignId });
export const occasionKey = (campaignId: string, memberNo: string, occasion: string): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `OCC#${campaignId}#${occasion}`,
});
export const pendingPk = (campaignId: string): string => `TRG#${campaignId}`;
export const pendingKey = (campaignId: string, memberNo: string, occasion: string): Key => ({
  pk: pendingPk(campaignId),
  sk: `${memberNo}#${occasion}`,
});

export type ImmediateTrigger = "joined" | "redeemed" | "level_up";
export type TriggerItem = { on: ImmediateTrigger; since: number; until: number };
export type OccasionItem = { at: number };

/** "123456789#L2" → member and occasion. */
export function readPending(sk: string): { memberNo: string; occasion: string } {
  const at = sk.indexOf("#");
  return { memberNo: sk.slice(0, at), occasion: sk.slice(at + 1) };
}
