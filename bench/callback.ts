// WeChat's callback: what a push costs the table, the first time and again, and its handler (gateway event → signature →
// decrypt → parse → store → sealed reply → log line) against one raw put of the same item. Runs as a child of run.ts.
import "../functions/testing/entry-env.ts";

import { randomBytes } from "node:crypto";
import { PutItemCommand, type PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import { receivePush } from "../functions/follow/receive-push.ts";
import { serveCallback } from "../functions/platform/wechat/callback/serve-callback.ts";
import type { Chain } from "../functions/testing/chain.ts";
import { openBehind, openBench } from "./bench-chain.ts";
import { pairCpuUs, pairMs } from "./interleaved.ts";
import { mustAnswer, postEvent } from "./lambda-event.ts";
import { median, type Row, row } from "./row.ts";
import { openidOf, type SentPush, scanPush } from "./scan-push.ts";
import type { Passed } from "./wire-meter.ts";

const WARM_UP = 100;
const PAIRS = 400;
const CPU_ROUNDS = 12;
const CPU_CALLS = 50;
const REPEAT_UNITS_MAX = 2;
const ANCHOR = "one raw conditional put of its item";

const openScene = async (chain: Chain): Promise<string> =>
  chain.channel({ storeId: await chain.shop(), offerId: await chain.offer() });

const rawPut = (chain: Chain, item: PutItemCommandInput["Item"]) =>
  chain.tables.client.send(
    new PutItemCommand({
      TableName: chain.tables.app,
      Item: { ...item, pk: { S: `WX#${randomBytes(32).toString("base64url")}` } },
      ConditionExpression: "attribute_not_exists(pk)",
    }),
  );

const storedPush = async (chain: Chain): Promise<PutItemCommandInput["Item"]> =>
  (await chain.items()).find((item) => item.pk?.S?.startsWith("WX#"));

async function measureUnits(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const scene = await openScene(chain);
  const send = async ({ path, query, body }: SentPush): Promise<Passed> => {
    meter.take();
    const { status } = await chain.callback(`${path}?${query}`, { method: "POST", body });
    if (status !== 200) throw new Error(`the callback answered ${status}`);
    return meter.take();
  };
  chain.forget();
  const cold = await send(scanPush(chain, { openid: openidOf(1), scene }));
  const push = scanPush(chain, { openid: openidOf(2), scene });
  const first = await send(push);
  const again = await send(push);
  const item = await storedPush(chain);
  meter.take();
  await rawPut(chain, item);
  const raw = meter.take();
  await stop();
  const versus = (id: string, what: string, value: number, anchorValue: number, unit: string, most?: number) =>
    row({
      ...{ id: `callback.${id}`, what: `callback, ${what}`, value, unit, anchor: ANCHOR, anchorValue },
      goal: most === undefined ? "printed" : `≤ ${most}`,
      isMet: (measured) => most === undefined || measured.value <= most,
    });
  const units = (passed: Passed) => passed.writeUnits + passed.readUnits;
  return [
    versus("new.calls", "a new push: calls", first.calls, raw.calls, "calls", 1),
    versus("new.wcu", "a new push: write units", first.writeUnits, raw.writeUnits, "WCU", 1),
    versus("new.rcu", "a new push: read units", first.readUnits, raw.readUnits, "RCU", 0),
    versus("cold.rcu", "a new push to a cold instance: read units", cold.readUnits, raw.readUnits, "RCU"),
    versus(
      "repeat.units",
      "a push that comes again: units in all",
      units(again),
      units(raw),
      "units",
      REPEAT_UNITS_MAX,
    ),
  ];
}

async function measureHandler(): Promise<Row[]> {
  const { chain, stop } = await openBehind(async (endpoint) => ({ endpoint, stop: () => undefined }));
  const scene = await openScene(chain);
  const handler = serveCallback({ env: () => chain.env, receive: receivePush });
  const made = WARM_UP + PAIRS + CPU_ROUNDS * CPU_CALLS;
  const events = Array.from({ length: made }, (_, i) => postEvent(scanPush(chain, { openid: openidOf(i), scene })));
  const next = () => {
    const event = events.pop();
    if (!event) throw new Error("all pushes have been sent");
    return mustAnswer(handler, event);
  };
  for (let i = 0; i < WARM_UP; i++) await next();
  const item = await storedPush(chain);
  const raw = () => rawPut(chain, item);
  await pairMs(WARM_UP, raw, raw);
  const ms = await pairMs(PAIRS, next, raw);
  const cpuUs = await pairCpuUs(CPU_ROUNDS, CPU_CALLS, next, raw);
  await stop();
  const printed = { anchor: ANCHOR, goal: "printed", isMet: () => true };
  return [
    row({
      ...{ id: "callback.latency", what: "callback: whole handler, p50", value: median(ms.ours), unit: "ms" },
      ...{ ...printed, anchorValue: median(ms.anchor) },
    }),
    row({
      ...{ id: "callback.cpu", what: "callback: CPU of the whole handler", value: median(cpuUs.ours), unit: "µs" },
      ...{ ...printed, anchorValue: median(cpuUs.anchor) },
    }),
  ];
}

export const measureCallback = async (): Promise<Row[]> => [...(await measureUnits()), ...(await measureHandler())];

if (process.send) process.send(await measureCallback());
