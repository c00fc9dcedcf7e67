import { randomBytes } from "node:crypto";
import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { ListApprovals } from "@huike/shared/approval";
import { ListAudit } from "@huike/shared/audit";
import { businessDay } from "@huike/shared/day";
import { OpenSession } from "@huike/shared/member";
import { RunWechatCheck } from "@huike/shared/wechat-checks";
import { GetWechatSecrets, OLD_KEYS_MS, PutWechatSecret, type WechatSecret } from "@huike/shared/wechat-secrets";
import { changeOf, recordChange } from "../audit/record-change.ts";
import { SealError } from "../platform/seal.ts";
import { attributes } from "../platform/table.ts";
import { AGE_MS, wechatSecretsKey } from "../platform/wechat/kept-secrets.ts";
import { userOfCode } from "../platform/wechat/login.ts";
import { type Answer, type Chain, instanceOf, numberOf, openChain, type Person } from "../testing/chain.ts";
import { ConsoleBrowser } from "../testing/console-browser.ts";

const why = "换密钥";
const hex = () => randomBytes(16).toString("hex");
const letters = (count: number) => randomBytes(count).toString("hex").slice(0, count);
const keyPair = () => ({ part: "callback" as const, token: letters(20), aesKey: letters(43) });

/** WeChat's console: a new AppSecret, shown once. */
const reset = async (chain: Chain, account: "mini_program" | "service_account") =>
  (await chain.inWechat<{ appSecret: string }>(`/accounts/${account}/secret`)).appSecret;
const put = async (chain: Chain, secret: WechatSecret): Promise<Answer<{ version: number }>> => {
  const owner = await chain.owner();
  const { version } = await chain.must(GetWechatSecrets, {}, owner);
  return chain.call(PutWechatSecret, { ifVersion: version, secret, why }, owner);
};
/** How a message that is sent now ends, after all tries. */
const pushed = async (chain: Chain, phone: string): Promise<string | undefined> => {
  await chain.inWechat(`/phones/${phone}/say`, { text: "在吗" });
  const deliveries = await chain.inWechat<{ phone: string; state: string }[]>("/callbacks/settle");
  return deliveries.find((one) => one.phone === phone)?.state;
};

describe("an AppSecret that was reset at WeChat", () => {
  const chain = openChain();
  let owner: Person;
  beforeAll(async () => {
    owner = await chain.owner();
  });

  test("is used for logins as soon as it is set, by instances that remember the old one too", async () => {
    const remembering = instanceOf(chain.coldEnv());
    const signIn = async () => chain.call(OpenSession, { code: await chain.loginCode("p") }, undefined, remembering);
    expect((await signIn()).status).toBe(200);
    const appSecret = await reset(chain, "mini_program");
    chain.nowMs += 2_000;
    expect((await signIn()).status).not.toBe(200);
    expect(await put(chain, { part: "mini", appSecret })).toMatchObject({ status: 200, value: { version: 1 } });
    chain.nowMs += 2_000;
    expect((await signIn()).status).toBe(200);
    expect(await chain.must(GetWechatSecrets, {}, owner)).toMatchObject({
      version: 1,
      mini: { by: numberOf(owner), isBroken: false, mark: expect.stringMatching(/^[0-9a-f]{4}$/) },
    });
  });

  test("lets the token of before serve its five minutes, and then one is had with the new secret", async () => {
    const env = chain.coldEnv();
    const ask = () => env.serviceAccount.sendAsApp({ method: "GET", path: "/cgi-bin/user/get", isRepeatable: true });
    await ask();
    const appSecret = await reset(chain, "service_account");
    await put(chain, { part: "service", appSecret });
    chain.nowMs += 4 * 60_000;
    await expect(ask()).resolves.toBeDefined();
    chain.nowMs += 2 * 60_000;
    await expect(ask()).resolves.toBeDefined();
    chain.nowMs += 11_000;
    const checked = await chain.must(RunWechatCheck, { name: "service_secret" }, owner);
    expect(checked.check.finding).toBe("fine");
  });

  test("is not kept unless WeChat takes it, and the refusal says what to do", async () => {
    const before = await chain.digest();
    expect(await put(chain, { part: "mini", appSecret: hex() })).toMatchObject({ error: "wechat_secret_wrong" });
    const appSecret = hex();
    const fault = (errcode: number) =>
      chain.inWechat("/settings", { faults: [{ path: "/cgi-bin/stable_token", times: 1, errcode }] });
    for (const [errcode, error] of [
      [40013, "wechat_secret_wrong"],
      [40243, "wechat_secret_frozen"],
      [89503, "wechat_admin_must_confirm"],
      [50004, "wechat_refused"],
    ] as const) {
      await fault(errcode);
      expect(await put(chain, { part: "service", appSecret })).toMatchObject({ error });
    }
    await chain.inWechat("/settings", { isIpRefused: true });
    const right = await reset(chain, "mini_program");
    expect(await put(chain, { part: "mini", appSecret: right })).toMatchObject({
      error: "wechat_ip_not_listed",
      detail: { word: "127.0.0.1" },
    });
    await chain.inWechat("/settings", { isIpRefused: false });
    chain.wechatFault = () => new Response("", { status: 502 });
    expect(await put(chain, { part: "mini", appSecret: right })).toMatchObject({ status: 503, error: "wechat_silent" });
    chain.wechatFault = undefined;
    expect(await chain.digest()).toBe(before);
    for (const wrong of ["", "A".repeat(32), hex().slice(1)]) {
      const asked = { ifVersion: 2, secret: { part: "mini" as const, appSecret: wrong }, why };
      expect(await chain.call(PutWechatSecret, asked, owner)).toMatchObject({ error: "bad_request" });
    }
    expect((await put(chain, { part: "mini", appSecret: right })).status).toBe(200);
  });

  test("is one change when sent twice, and whoever wrote from an older version is told", async () => {
    const { version } = await chain.must(GetWechatSecrets, {}, owner);
    const asked = { ifVersion: version, secret: keyPair(), why };
    const answers = await Promise.all([1, 2, 3].map(() => chain.call(PutWechatSecret, asked, owner)));
    expect(answers.map(({ value }) => value)).toEqual([1, 2, 3].map(() => ({ version: version + 1 })));
    const other = await chain.call(PutWechatSecret, { ...asked, secret: keyPair() }, owner);
    expect(other).toMatchObject({ status: 409, error: "setting_changed" });
  });
});

describe("Token and EncodingAESKey", () => {
  const chain = openChain();
  beforeAll(async () => {
    await chain.inWechat("/settings", { retryGapMs: 0 });
    await chain.inWechat("/phones/p/follow");
  });

  test("of before hold beside the new ones for their time, and no push is lost while WeChat is being changed", async () => {
    const first = keyPair();
    expect((await put(chain, first)).status).toBe(200);
    expect(await pushed(chain, "p")).toBe("answered");
    chain.nowMs += OLD_KEYS_MS / 2;
    expect(await pushed(chain, "p")).toBe("answered");
    const { token, aesKey } = first;
    expect(await chain.inWechat("/accounts/service_account/keys", { token, aesKey })).toEqual({ isVerified: true });
    expect(await pushed(chain, "p")).toBe("answered");
    const second = keyPair();
    expect((await put(chain, second)).status).toBe(200);
    expect(await pushed(chain, "p")).toBe("answered");
    chain.nowMs += OLD_KEYS_MS - 1_000;
    expect(await pushed(chain, "p")).toBe("answered");
    expect((await chain.must(GetWechatSecrets, {}, await chain.signIn("phone-1"))).oldKeysUntilMs).toBe(
      chain.nowMs + 1_000,
    );
  });

  test("of before end at their moment, the deployment's too", async () => {
    chain.nowMs += 1_000;
    expect(await pushed(chain, "p")).toBe("failed");
    const { callbackToken: token, callbackAesKey } = chain.secrets;
    const aesKey = callbackAesKey.replaceAll(/[+/]/g, "A");
    await expect(chain.inWechat("/accounts/service_account/keys", { token, aesKey })).rejects.toThrow("403");
  });

  test("that were set seconds ago are known to an instance that remembers others", async () => {
    const owner = await chain.signIn("phone-1");
    const { version } = await chain.must(GetWechatSecrets, {}, owner);
    const env = chain.coldEnv();
    await env.wechatSecrets.callbackKeys();
    const { token, aesKey } = keyPair();
    const secret = { part: "callback" as const, token, aesKey };
    await chain.must(PutWechatSecret, { ifVersion: version, secret, why }, owner);
    chain.nowMs += AGE_MS - 1;
    expect((await env.wechatSecrets.callbackKeys())[0]).not.toMatchObject({ token });
    chain.nowMs += 1;
    expect((await env.wechatSecrets.callbackKeys())[0]).toMatchObject({ token, aesKey });
    await chain.inWechat("/accounts/service_account/keys", { token, aesKey });
    expect(await pushed(chain, "p")).toBe("answered");
  });
});

describe("what was sealed", () => {
  const chain = openChain();
  const secrets: string[] = [];
  const lines: string[] = [];
  beforeAll(async () => {
    const owner = await chain.owner();
    const pair = keyPair();
    const mini = await reset(chain, "mini_program");
    secrets.push(mini, pair.token, pair.aesKey);
    const [log, write] = [process.env.HUIKE_LOG, process.stdout.write];
    process.env.HUIKE_LOG = "on";
    process.stdout.write = ((line: string) => lines.push(line) > 0) as typeof process.stdout.write;
    try {
      const browser = await new ConsoleBrowser(chain).signIn(owner);
      const asked = { ifVersion: 0, secret: { part: "mini" as const, appSecret: mini }, why };
      expect((await browser.callApproved(PutWechatSecret, asked, owner)).status).toBe(200);
      expect((await put(chain, pair)).status).toBe(200);
      await chain.signIn("somebody");
      const wrong = hex();
      secrets.push(wrong);
      await put(chain, { part: "mini", appSecret: wrong });
      chain.wechatFault = (url) => (url.includes("jscode2session") ? new Response("", { status: 500 }) : undefined);
      await chain.call(OpenSession, { code: await chain.loginCode("nobody") });
      chain.wechatFault = undefined;
    } finally {
      process.stdout.write = write;
      process.env.HUIKE_LOG = log;
    }
  });

  test("lies in no item, no row of the audit, no answer and no line of the log", async () => {
    const owner = await chain.owner();
    const item = (await chain.items()).find(({ pk, sk }) => `${pk?.S} ${sk?.S}` === "SYS WECHAT");
    const sealed = JSON.stringify(item?.sealed).match(/[\w-]{60,}/g) ?? [];
    expect(sealed.length).toBeGreaterThanOrEqual(3);
    await recordChange(changeOf("event-1", undefined, item ?? {}), chain.env);
    const { rows } = await chain.must(ListAudit, { day: businessDay(chain.nowMs) }, owner);
    expect(rows.map(({ subject }) => subject)).toEqual(["wechat"]);
    const audit = JSON.stringify([rows, (await chain.items("views")).filter(({ pk }) => pk?.S?.startsWith("AUD#"))]);
    expect(audit).toMatch(/mini.{1,20}at.{1,30}by.{1,30}mark\W+[0-9a-f]{4}\W/);
    for (const text of sealed) expect(audit).not.toContain(text);
    const everything = [
      audit,
      JSON.stringify(await chain.items()),
      JSON.stringify(await chain.items("views")),
      JSON.stringify(await chain.must(GetWechatSecrets, {}, owner)),
      lines.join(""),
    ];
    expect(lines.filter((line) => line.includes("jscode2session"))).not.toEqual([]);
    for (const place of everything) for (const secret of secrets) expect(place).not.toContain(secret);
  });

  test("waits for the phone's yes, in words that name the account and nothing of the value", async () => {
    const owner = await chain.owner();
    const browser = await new ConsoleBrowser(chain).signIn(owner);
    const asked = { ifVersion: 2, secret: keyPair(), why };
    expect(await browser.call(PutWechatSecret, asked)).toMatchObject({ status: 428, error: "approval_needed" });
    const { approvals } = await chain.must(ListApprovals, {}, owner);
    expect(approvals[0]?.action.zh).toBe("换掉消息推送的 Token 和 EncodingAESKey，旧的用到 2026-01-08 14:00");
    expect((await chain.must(GetWechatSecrets, {}, owner)).version).toBe(2);
  });

  test("does not open in another field", async () => {
    const moved = async (from: "mini" | "service", to: "mini" | "service") =>
      chain.tables.client.send(
        new UpdateItemCommand({
          TableName: chain.tables.app,
          Key: attributes(wechatSecretsKey),
          UpdateExpression: `SET sealed.${to} = sealed.${from}`,
        }),
      );
    await moved("mini", "service");
    const env = chain.coldEnv();
    await expect(env.wechatSecrets.appSecret("service")).rejects.toThrow(SealError);
    await expect(env.wechatSecrets.appSecret("mini")).resolves.toBe(secrets[0]);
  });

  test("under a key that is gone is said to be broken: no login by the deployment's, no push thrown away, until it is set anew", async () => {
    const owner = await chain.owner();
    Object.assign(chain.secrets, { sealKey: randomBytes(32) });
    chain.forget();
    const env = chain.coldEnv();
    await expect(userOfCode(env.wechat, await chain.loginCode("late"))).rejects.toThrow(SealError);
    expect(await chain.call(OpenSession, { code: await chain.loginCode("late") })).toMatchObject({ status: 500 });
    const push = await chain.callback("/wechat/official-account?timestamp=0", { method: "POST", body: "<xml></xml>" });
    expect(push.status).toBe(503);
    chain.nowMs += 11_000;
    const look = () => chain.must(RunWechatCheck, { name: "mini_secret" }, owner);
    expect((await look()).check.finding).toBe("seal_broken");
    const shown = await chain.must(GetWechatSecrets, {}, owner);
    expect(shown).toMatchObject({ mini: { isBroken: true }, callback: { isBroken: true } });
    const appSecret = await reset(chain, "mini_program");
    expect((await put(chain, { part: "mini", appSecret })).status).toBe(200);
    const { token, aesKey } = keyPair();
    expect((await put(chain, { part: "callback", token, aesKey })).status).toBe(200);
    chain.nowMs += AGE_MS + 1_000;
    expect((await chain.call(OpenSession, { code: await chain.loginCode("late") })).status).toBe(200);
    expect((await look()).check.finding).toBe("fine");
    expect(await chain.inWechat("/accounts/service_account/keys", { token, aesKey })).toEqual({ isVerified: true });
  });

  test("that is deleted by whoever holds the cloud's keys leaves the deployment's in force within ten seconds", async () => {
    const env = chain.coldEnv();
    expect(await env.wechatSecrets.appSecret("mini")).not.toBe(chain.secrets.miniAppSecret);
    const { client, app } = chain.tables;
    await client.send(new DeleteItemCommand({ TableName: app, Key: attributes(wechatSecretsKey) }));
    chain.nowMs += AGE_MS;
    expect(await env.wechatSecrets.appSecret("mini")).toBe(chain.secrets.miniAppSecret);
    expect((await env.wechatSecrets.callbackKeys())[0]).toMatchObject({ token: chain.secrets.callbackToken });
  });
});
