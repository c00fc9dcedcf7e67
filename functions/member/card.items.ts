// MBR#m / CARD: the member card. Short names: home reads it with the live coupons in half a unit.
import type { Card } from "@huike/shared/member";
import { tierAtLevel } from "@huike/shared/points";
import type { Program } from "@huike/shared/program";
import type { Item, Key } from "../platform/table.ts";

export const cardKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "CARD" });

export type CardItem = {
  /** Joined, in ms. */
  at: number;
  /** Version of the agreement. */
  agr: string;
  /** Generation of sessions and code secrets. */
  gen: number;
  /** Level, points (below nothing: a debt), growth and count of all that was posted. */
  lvl: number;
  pts: number;
  gro?: number;
  n?: number;
  /** The scene of the touch that won them, its owning clerk and shop. */
  src?: string;
  own?: string;
  ost?: string;
  /** Version of the rule that decided, and when that touch was, in ms; neither where the first touch did before any version. */
  arv?: number;
  sat?: number;
};

/** `ev` marks a source item that a projection follows. */
export const cardFields = (item: CardItem): Item => ({ ev: 1, ...item });

export function readCard(
  memberNo: string,
  item: CardItem,
  { tiers, centipointsPerYuan, storePercents }: Program,
): Card {
  const tier = tierAtLevel(item.lvl, tiers);
  return {
    memberNo,
    joinedAtMs: item.at,
    level: tier.level,
    levelName: tier.name,
    points: item.pts,
    earning: { centipointsPerYuan, tierPercent: tier.earnPercent, storePercents },
  };
}
