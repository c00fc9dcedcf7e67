// Where WeChat pushes to: the service account's messages and events, and the mini-program's.
import { handle } from "hono/aws-lambda";
import { receivePush } from "../follow/receive-push.ts";
import { liveEnv } from "../platform/env.ts";
import { makeCallbackApp } from "../platform/wechat/callback/serve-callback.ts";

const env = liveEnv();
export const handler = handle(makeCallbackApp({ env: () => env, receive: receivePush }));
