// CHN#<scene> / CHN: what one parameterized QR means; CHANNELS / <scene>: that there is such a channel.
// Its permanent follow code, if it has one:
//   FID#<id> / FID                   which channel the code of that number means
//   FIDS / POOL                      the next number that was never used
//   FIDS / FREE#<since>#<id>         a number whose channel was retired then
import type { ChannelKind } from "@huike/shared/channel";
import type { Key } from "../platform/table.ts";

export const channelKey = (scene: string): Key => ({ pk: `CHN#${scene}`, sk: "CHN" });

export const listedChannelKey = (scene: string): Key => ({ pk: "CHANNELS", sk: scene });

export type ChannelItem = {
  kind: ChannelKind;
  name: string;
  storeId: string;
  clerk?: string;
  offerId: string;
  state: "active" | "retired";
  /** The period it is good for, in ms; open on a side that is left out. */
  startsAtMs?: number;
  endsAtMs?: number;
  welcome?: string;
  /** Number of the permanent follow code. */
  fid?: number;
  /** Since when that number may go to another channel one day: when this one was retired, in ms. */
  freeSince?: number;
};

export const followIdKey = (id: number): Key => ({ pk: `FID#${id}`, sk: "FID" });
export const FOLLOW_IDS = "FIDS";
export const poolKey: Key = { pk: FOLLOW_IDS, sk: "POOL" };
export const freeKey = (sinceMs: number, id: number): Key => ({ pk: FOLLOW_IDS, sk: `FREE#${sinceMs}#${id}` });

export type FollowIdItem = { scene: string };
export type FreeItem = Key & { scene: string };

/** Which channel is a clerk's own: STF#m / MYCODE names its scene. */
export const ownChannelKey = (memberNo: string): Key => ({ pk: `STF#${memberNo}`, sk: "MYCODE" });
