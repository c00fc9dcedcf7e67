// The access token of one account, shared by every instance through one item: however many need it
// at once, one fetches. stable_token in normal mode hands out the same token with the rest of its
// time, and old and new both work for five minutes around a change (cgi-bin/stable_token).
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Outage } from "../outage.ts";
import { getItem } from "../read.ts";
import { attributes, type Key, type Tables, tookEffect } from "../table.ts";
import { readFields } from "./answer.ts";
import type { WechatAnswer, WechatCall, WechatConfig } from "./call.ts";
import { withSecret } from "./with-secret.ts";

/** Renew this long before the end. */
const MARGIN_MS = 300_000;
/** Longer than one request to WeChat may take; then another may try. */
const LEASE_MS = 6_000;
const WAIT_MS = 150;
const WAITS_MAX = 40;

export type AccessToken = {
  get(): Promise<string>;
  /** Drop a token WeChat refused, here and in the item, unless it has been replaced meanwhile. */
  drop(used: string): Promise<void>;
};

type TokenItem = { value?: string; until?: number; leaseUntil?: number };
type Held = { readonly value: string; readonly untilMs: number };
type Sharing = {
  readonly config: WechatConfig;
  readonly tables: Tables;
  readonly send: (call: WechatCall) => Promise<WechatAnswer>;
};

export function tokenHolder(sharing: Sharing): AccessToken {
  const { config, tables } = sharing;
  let held: Held | undefined;
  let looking: Promise<string> | undefined;

  const look = async (): Promise<string> => {
    held = await sharedToken(sharing);
    return held.value;
  };
  return {
    async get() {
      if (held && config.nowMs() < held.untilMs - MARGIN_MS) return held.value;
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    async drop(used) {
      if (held?.value === used) held = undefined;
      await dropShared(tables, config.appId, used);
    },
  };
}

const tokenKey = (appId: string): Key => ({ pk: `WXT#${appId}`, sk: "TOKEN" });

/** The token in the item while it is good; else the one that whoever holds the lease brings. */
async function sharedToken(sharing: Sharing): Promise<Held> {
  const { config, tables } = sharing;
  for (let waits = 0; waits < WAITS_MAX; waits++) {
    const item = await getItem<TokenItem>(tables, tokenKey(config.appId), { consistent: true });
    const held = item?.value && item.until ? { value: item.value, untilMs: item.until } : undefined;
    if (held && config.nowMs() < held.untilMs - MARGIN_MS) return held;
    if (await takeLease(sharing)) return fetchToken(sharing);
    // Somebody is fetching: the old one serves until the new one is there.
    if (held && config.nowMs() < held.untilMs) return held;
    await config.wait(WAIT_MS);
  }
  throw new Outage("no access token could be had from WeChat");
}

async function takeLease({ config, tables }: Sharing): Promise<boolean> {
  const nowMs = config.nowMs();
  return tookEffect(
    tables.once.send(
      new UpdateItemCommand({
        TableName: tables.app,
        Key: attributes(tokenKey(config.appId)),
        UpdateExpression: "SET leaseUntil = :leaseUntil",
        // A token fetched between our look and this write ends the need for a lease.
        ConditionExpression:
          "(attribute_not_exists(leaseUntil) OR leaseUntil < :now) AND (attribute_not_exists(#until) OR #until <= :good)",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: attributes({
          ":leaseUntil": nowMs + LEASE_MS,
          ":now": nowMs,
          ":good": nowMs + MARGIN_MS,
        }),
      }),
    ),
  );
}

async function fetchToken({ config, tables, send }: Sharing): Promise<Held> {
  const path = "/cgi-bin/stable_token";
  const json = { grant_type: "client_credential", appid: config.appId };
  const { body } = await withSecret(config, (secret) =>
    send({ method: "POST", path, json: { ...json, secret }, isRepeatable: true }),
  );
  const answer = readFields<{ access_token: string; expires_in: number }>(path, body);
  const held = { value: answer.access_token, untilMs: config.nowMs() + answer.expires_in * 1000 };
  await tables.client.send(
    new UpdateItemCommand({
      TableName: tables.app,
      Key: attributes(tokenKey(config.appId)),
      UpdateExpression: "SET #value = :value, #until = :until REMOVE leaseUntil",
      ExpressionAttributeNames: { "#value": "value", "#until": "until" },
      ExpressionAttributeValues: attributes({ ":value": held.value, ":until": held.untilMs }),
    }),
  );
  return held;
}

/** Compare and drop: of those who met the refusal at once, the first drops and the others find another token. */
async function dropShared(tables: Tables, appId: string, used: string): Promise<void> {
  await tookEffect(
    tables.client.send(
      new UpdateItemCommand({
        TableName: tables.app,
        Key: attributes(tokenKey(appId)),
        UpdateExpression: "REMOVE #value, #until",
        ConditionExpression: "#value = :used",
        ExpressionAttributeNames: { "#value": "value", "#until": "until" },
        ExpressionAttributeValues: attributes({ ":used": used }),
      }),
    ),
  );
}
