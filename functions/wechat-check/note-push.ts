// Remembers that WeChat's pushes arrive and open, and under which keys: what the check of the callback looks at.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { attributes } from "../platform/table.ts";
import { type PushedItem, pushedKey } from "./check.items.ts";

const EVERY_MS = 600_000;

/** A write each ten minutes an instance, and one where the keys are others than last; no push fails for want of it. */
export async function notePush(env: Env, how: PushedItem["how"]): Promise<void> {
  const known = env.cache<PushedItem["how"]>("pushed", EVERY_MS);
  const note = async () => {
    const item: PushedItem = { seen: env.nowMs(), how };
    await env.tables.client.send(
      new PutItemCommand({ TableName: env.tables.app, Item: attributes({ ...pushedKey, ...item }) }),
    );
    known.put("", how);
    return how;
  };
  try {
    if ((await known.get("", note)) !== how) await note();
  } catch (cause) {
    logFailure("wechatCallback", cause);
  }
}
