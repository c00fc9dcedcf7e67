// CHN#<scene> / CHN: what one parameterized QR means.
import type { ChannelKind } from "@huike/shared/channel";
import type { Key } from "../platform/table.ts";

export const channelKey = (scene: string): Key => ({ pk: `CHN#${scene}`, sk: "CHN" });

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
};

/** Which channel is a clerk's own: STF#m / MYCODE names its scene. */
export const ownChannelKey = (memberNo: string): Key => ({ pk: `STF#${memberNo}`, sk: "MYCODE" });
