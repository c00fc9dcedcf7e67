// One push of the service account as WeChat sends it in safe mode: a follower scans a follow QR, or follows by one.
import { callbackRequest } from "../dev/wechat/callback-request.ts";
import type { Chain } from "../functions/testing/chain.ts";

const PATH = "/wechat/official-account";
const ORIGINAL_ID = "gh_0123456789ab";

export type SentPush = { readonly path: string; readonly query: string; readonly body: string };
type Scan = { readonly openid: string; readonly scene: string; readonly event?: "SCAN" | "subscribe" };

export function scanPush({ secrets, nowMs }: Chain, { openid, scene, event = "SCAN" }: Scan): SentPush {
  const { callbackToken: token, callbackAesKey: aesKey, serviceAppId: appId } = secrets;
  const callback = { url: `http://product.test${PATH}`, token, aesKey, mode: "safe", format: "xml" } as const;
  const fields = {
    ...{ ToUserName: ORIGINAL_ID, FromUserName: openid, CreateTime: Math.floor(nowMs / 1000), MsgType: "event" },
    ...{ Event: event, EventKey: event === "SCAN" ? scene : `qrscene_${scene}`, Ticket: "gQH47joAAAAAAAAAAS5odHRw" },
  };
  const pusher = { appId, originalId: ORIGINAL_ID, callback };
  const { url, body } = callbackRequest({ pusher, mode: "safe", aesKey, openid, fields }, nowMs);
  return { path: PATH, query: new URL(url).search.slice(1), body };
}

/** Made up, as long as WeChat's own. */
export const openidOf = (i: number): string => `o${String(i).padStart(27, "0")}`;
