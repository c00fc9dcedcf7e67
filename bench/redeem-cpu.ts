// CPU of a redemption's whole handler (gateway event → session → parse → redeem → answer → log line)
// against the raw SDK call inside it, both over a transport that answers at once. Runs as a child
// of run.ts, its log lines going nowhere, as they would in a Lambda.
import "../functions/testing/entry-env.ts";

import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { DynamoDBClient, UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { mintVisit } from "../functions/counter/visit-token.ts";
import { type CouponItem, couponFields, couponKey } from "../functions/coupon/coupon.items.ts";
import { clerkRoutes } from "../functions/entry/clerk-api.ts";
import { makeEnv } from "../functions/platform/env.ts";
import { serve } from "../functions/platform/http.ts";
import { sealSession } from "../functions/platform/session-token.ts";
import { attributes } from "../functions/platform/table.ts";
import { findStaff } from "../functions/staff/find-staff.ts";
import type { ShiftItem, StaffItem } from "../functions/staff/staff.items.ts";
import { testSecrets } from "../functions/testing/made-up.ts";
import { pairCpuUs } from "./interleaved.ts";
import { mustAnswer, postEvent } from "./lambda-event.ts";
import { median, type Row, row } from "./row.ts";

const CALLS = 250;
const ROUNDS = 24;
const nowMs = Date.UTC(2026, 0, 5, 6);
const [clerk, member, storeId, offerId] = ["912345678", "123456789", "sto_7k2m9qd3", "ofr_7k2m9qd3"];

/** A client whose requests are answered at once with what a win answers; it remembers the last input. */
function instantClient(): { client: DynamoDBClient; last: () => UpdateItemCommandInput } {
  const item: CouponItem = {
    ...couponKey(member, offerId, 1),
    ...{ st: "r", rnd: 0, v: 1, mf: 10_000, nbf: nowMs - 1, exp: nowMs + 1, ss: "all", k: 1, at: nowMs },
    red: [
      {
        ...{ rid: "rdm_0123456789abcdef", rat: nowMs, rby: clerk, rno: "03" },
        ...{ rst: storeId, rsn: "人民路店", ord: "ord_0" },
      },
    ],
  };
  const body = Buffer.from(JSON.stringify({ Attributes: attributes(couponFields(item)) }));
  const response = () => ({
    statusCode: 200,
    headers: { "content-type": "application/x-amz-json-1.0", "content-length": String(body.length) },
    body: Readable.from([body]),
  });
  let last: UpdateItemCommandInput | undefined;
  const client = new DynamoDBClient({
    region: "cn-northwest-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    requestHandler: { handle: async () => ({ response: response() }) } as never,
  });
  const send = client.send.bind(client);
  client.send = ((command: UpdateItemCommand) => {
    last = command.input;
    return send(command);
  }) as never;
  return {
    client,
    last() {
      if (!last) throw new Error("nothing was sent");
      return last;
    },
  };
}

function openHandler(client: DynamoDBClient) {
  const secrets = testSecrets();
  const env = makeEnv({
    tables: { client, once: client, app: "app", views: "views" },
    secrets,
    nowMs: () => nowMs,
    wechatApiUrl: "http://none",
    wechatMpUrl: "http://none",
  });
  const stores = new Set([storeId]);
  const staff: StaffItem = { role: "clerk", name: "甲", clerkNo: "03", state: "active", stores };
  const shift: ShiftItem = { shiftId: "sft_0", storeId, storeName: "人民路店", openedAt: nowMs, endsAt: nowMs + 1 };
  env.cache<{ staff: StaffItem }>("staff", 1).put(clerk, { staff });
  env.cache<ShiftItem>("shift", 1).put(clerk, shift);
  env.cache<unknown>("store", 1).put(storeId, { storeId, name: "人民路店", sets: ["all", storeId] });
  env.cache<unknown>("offer", 1).put(offerId, { version: 1 });
  const benefit = { kind: "threshold", minFen: 10_000, valueFen: 2_000 };
  env.cache<unknown>("terms", 1).put(`${offerId}#1`, { terms: { title: "满减券", benefit }, storeSet: "all" });

  const claims = { memberNo: clerk, isMember: true, generation: 0, expiresAtMs: nowMs + 1, touched: [] };
  const body = {
    redemptionId: "rdm_0123456789abcdef",
    orderId: "ord_0123456789abcdef",
    visitToken: mintVisit(secrets.visitKey, { clerk, storeId, memberNo: member }, nowMs).token,
    ...{ memberNo: member, offerId, n: 1, round: 0, version: 1 },
  };
  const event = postEvent({
    path: "/api/clerk/redemptions",
    headers: {
      authorization: `Bearer ${sealSession(claims, secrets.sessionKey, randomBytes)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  const handler = serve({ env: () => env, routes: clerkRoutes, findStaff });
  return () => mustAnswer(handler, event);
}

export async function measureRedeemCpu(): Promise<Row[]> {
  const { client, last } = instantClient();
  const handle = openHandler(client);
  await pairCpuUs(1, CALLS, handle, handle);
  const input = last();
  const { ours, anchor } = await pairCpuUs(ROUNDS, CALLS, handle, () => client.send(new UpdateItemCommand(input)));
  return [
    row({
      ...{ id: "redeem.cpu", what: "redeem: CPU of the whole handler", value: median(ours), unit: "µs" },
      ...{ anchor: "the raw SDK call in it", anchorValue: median(anchor), goal: "≤ 1.10×" },
      isMet: ({ ratio }) => ratio <= 1.1,
    }),
  ];
}

if (process.send) process.send(await measureRedeemCpu());
