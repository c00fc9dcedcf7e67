// Where WeChat pushes to: the service account's messages and events, and the mini-program's.
import { receivePush } from "../follow/receive-push.ts";
import { liveEnv } from "../platform/env.ts";
import { serveCallback } from "../platform/wechat/callback/serve-callback.ts";

const env = liveEnv();
export const handler = serveCallback({ env: () => env, receive: receivePush });
