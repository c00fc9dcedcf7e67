// The zips as they would be deployed, under a Runtime API host, behind the packaged routes and the packaged stream
// mapping: the product without its face. The fake WeChat stands for WeChat; seeding goes over HTTP.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetLanding } from "@huike/shared/channel";
import { GetToday } from "@huike/shared/counter";
import { type Endpoint, httpCall, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";
import { GetHome, Join, OpenSession } from "@huike/shared/member";
import { OpenShift } from "@huike/shared/staff";
import { Hono } from "hono";
import { testTables } from "../jest/engine.ts";
import { seed } from "../seed/seed.ts";
import { StreetFile } from "../seed/street-file.ts";
import { createFakeWechat } from "../wechat/fake-wechat.ts";
import { type Backend, startBackend } from "./backend.ts";
import { dataFolder } from "./data-folder.ts";
import { signInAs } from "./demo-desk.ts";
import { type FrontDoor, openFrontDoor } from "./front-door.ts";
import { lambdaNode } from "./lambda-node.ts";
import { localAccounts } from "./local-accounts.ts";
import { localSecrets } from "./local-secrets.ts";
import { originApp } from "./origin.ts";
import { ownerCode } from "./owner-code.ts";

const tables = testTables({ isStreamed: true });
const data = dataFolder({ HUIKE_DATA: mkdtempSync(join(tmpdir(), "huike-zips-test-")) });
const said: string[] = [];
let door: FrontDoor;
let backend: Backend;
let origin: string;
let street: StreetFile;

beforeAll(async () => {
  door = await openFrontDoor(0, "127.0.0.1");
  origin = `http://127.0.0.1:${door.port}`;
  const secrets = localSecrets(data.secrets);
  const names = { AppTable: tables.app, ViewsTable: tables.views };
  backend = await startBackend({
    endpoint: tables.endpoint,
    tables: names,
    secretsJson: JSON.stringify(secrets),
    wechatApiUrl: `${origin}/fake-wechat/api`,
    wechatMpUrl: `${origin}/fake-wechat/mp`,
    linkDomain: origin,
    checkpointFile: data.checkpoint,
    deadLettersFile: data.deadLetters,
    workFolder: data.run,
    logFolder: data.logs,
    say: (line) => said.push(line),
    ...lambdaNode(),
  });
  const accounts = localAccounts(secrets, origin);
  const pages = ["pages/landing/index"];
  const fakeWechat = createFakeWechat({ ...accounts, pages, dataFile: data.wechat, origin });
  const desk = (role: string) => signInAs(role, origin);
  const rest = { desk, street: new Hono(), events: new Hono(), openapi: () => ({}), h5Folder: data.root };
  door.serve(originApp({ gateway: backend.gateway, fakeWechat, ...rest }));
  await seed({
    origin,
    ownerCode: () => ownerCode(tables.endpoint, names),
    seedFile: data.street,
    say: (line) => said.push(line),
  });
  street = StreetFile.parse(JSON.parse(readFileSync(data.street, "utf8")));
}, 120_000);

afterAll(async () => {
  await backend?.stop();
  await door?.close();
});

async function call<E extends Endpoint>(e: E, request: RequestOf<E>, token?: string): Promise<ResponseOf<E>> {
  const { method, url, body } = httpCall(e, request);
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${origin}${url}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return e.response.parse(JSON.parse(text)) as ResponseOf<E>;
}

async function signIn(phone: string): Promise<string> {
  const login = await fetch(`${origin}/fake-wechat/phones/${phone}/login`, { method: "POST" });
  const { code } = (await login.json()) as { code: string };
  return (await call(OpenSession, { code })).token;
}

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

describe("the packaged zips", () => {
  test("are well", async () => {
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test("let a newcomer join and claim by a clerk's code, and the counter sees it through the stream", async () => {
    const [clerk] = street.phones.clerks;
    const poster = street.posters.find((one) => one.kind === "clerk" && one.state === "active");
    if (!clerk || !poster) throw new Error("the street has no clerk with a code");
    const owner = street.phones.clerks.find((one) => one.name === poster.clerkName) ?? clerk;
    const clerkToken = await signIn(owner.phone);
    const tableCard = street.stores.find((store) => store.storeId === owner.storeId)?.tableCard ?? "";
    await call(OpenShift, { shiftId: "sft_0000000000000001", tableCard }, clerkToken);

    const guest = await signIn("newcomer-of-the-zips");
    const { offer } = await call(GetLanding, { scene: poster.scene });
    const claim = { offerId: offer.offerId, n: 1, scene: poster.scene };
    const joined = await call(Join, { agreementVersion: "2026-11", scene: poster.scene, claim }, guest);
    expect(joined.card.memberNo).toMatch(/^[1-9]\d{8}$/);
    const { wallet } = await call(GetHome, {}, joined.session.token);
    expect(wallet?.card.memberNo).toBe(joined.card.memberNo);
    expect(wallet?.coupons.map(({ offerId, n }) => ({ offerId, n }))).toEqual([{ offerId: offer.offerId, n: 1 }]);

    let members = 0;
    for (const endMs = Date.now() + 6000; members === 0 && Date.now() < endMs; await sleep(100)) {
      members = (await call(GetToday, {}, clerkToken)).mine.members;
    }
    expect(members).toBe(1);
  });

  test.each([
    ["", "owner"],
    ["?as=manager", "manager"],
    ["?as=operator", "operator"],
    ["?as=auditor", "auditor"],
  ])("sign this machine's browser in to the console (%s) as the %s", async (query, role) => {
    const answer = await fetch(`${origin}/demo/console${query}`, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe("/console/");
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const me = await fetch(`${origin}/api/operator/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ role });
  });

  test.each([
    ["what is no JSON", "/api/member/sessions", "{", 400, "bad_request"],
    ["unknown keys", "/api/member/sessions", '{"code":"x","more":1}', 400, "bad_request"],
    ["an unknown call", "/api/member/nothing", "{}", 404, "route_unknown"],
    ["a call without a session", "/api/clerk/look-ups", '{"code":"1"}', 401, "signed_out"],
    ["a megabyte", "/api/member/sessions", JSON.stringify({ code: "x".repeat(1024 * 1024) }), 413, "too_large"],
    ["a spent login code", "/api/member/sessions", '{"code":"spent"}', 401, "login_code_invalid"],
  ])("refuse %s with a sentence", async (_, path, body, status, error) => {
    const response = await post(path, body);
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { error, message: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) } },
    ]);
  });

  test("are exchanged for newer ones without one call lost", async () => {
    let isReloading = true;
    const statuses: number[] = [];
    const asking = (async () => {
      while (isReloading) statuses.push((await fetch(`${origin}/healthz`)).status);
    })();
    await backend.reload();
    isReloading = false;
    await asking;
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test("have failed nowhere on the way", () => {
    expect(said.filter((line) => /failed/.test(line))).toEqual([]);
  });
});
