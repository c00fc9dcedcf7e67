// A person before and after joining:
//   OID#mini:<openid> / ID   names the person's number; a visitor's carries a TTL of 180 days
//   MBR#m / PERSON           the other way round, and the first touch (src, srcAt)
//   MBR#m / TCH#<scene>#<day>  one recorded contact with a channel
import type { Key } from "../platform/table.ts";

export const identityKey = (openid: string): Key => ({ pk: `OID#mini:${openid}`, sk: "ID" });
export const personKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "PERSON" });
export const touchKey = (memberNo: string, scene: string, day: string): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `TCH#${scene}#${day}`,
});

export type IdentityItem = { mbr: string };
export type PersonItem = {
  oid: string;
  src?: string;
  srcAt?: number;
  /** The fan this person is, the union item both hang on, the gift they were given. */
  fan?: string;
  uid?: string;
  rwd?: string;
  /** A half that turned out to be somebody else. */
  clash?: string;
};

const VISITOR_DAYS = 180;
/** A visitor's row ends by itself, in seconds as DynamoDB's TTL wants. */
export const visitorEndsAtS = (nowMs: number): number => Math.floor(nowMs / 1000) + VISITOR_DAYS * 86_400;
