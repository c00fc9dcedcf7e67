// Remembers that WeChat's pushes arrive and open: what the check of the callback looks at.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { attributes } from "../platform/table.ts";
import { type PushedItem, pushedKey } from "./check.items.ts";

const EVERY_MS = 600_000;

/** `aesKey`: the key that opened the push; none in plain mode. A write each ten minutes an instance, and no push fails for want of it. */
export async function notePush(env: Env, aesKey: string | undefined): Promise<void> {
  const how = aesKey === undefined ? "plain" : aesKey === env.secrets.callbackAesKey ? "current" : "previous";
  const note = async () => {
    const item: PushedItem = { seen: env.nowMs(), how };
    await env.tables.client.send(
      new PutItemCommand({ TableName: env.tables.app, Item: attributes({ ...pushedKey, ...item }) }),
    );
    return true as const;
  };
  try {
    await env.cache<true>("pushed", EVERY_MS).get(how, note);
  } catch (cause) {
    logFailure("wechatCallback", cause);
  }
}
