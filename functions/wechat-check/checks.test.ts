import { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import { type CheckName, CheckName as CheckNames, GetWechatChecks, RunWechatCheck } from "@huike/shared/wechat-checks";
import { openChain, type Person } from "../testing/chain.ts";
import { EXPIRING_TEMPLATE } from "../testing/made-up.ts";
import { notePush } from "./note-push.ts";

describe("what stands between the product and WeChat", () => {
  const chain = openChain();
  let owner: Person;
  beforeAll(async () => {
    await chain.inWechat("/settings", { unionid: true });
    owner = await chain.owner();
  });
  const run = async (name: CheckName) => {
    chain.nowMs += 11_000;
    return (await chain.must(RunWechatCheck, { name }, owner)).check;
  };
  const fault = (path: string, errcode: number) =>
    chain.inWechat("/settings", { faults: [{ path, times: 1, errcode }] });

  test("a secret that is taken is green; one that is not says what to do", async () => {
    for (const name of ["mini_secret", "service_secret"] as const) {
      expect(await run(name)).toMatchObject({ name, finding: "fine" });
      for (const [errcode, finding] of [
        [40125, "secret_wrong"],
        [40013, "appid_wrong"],
        [40243, "secret_frozen"],
        [89503, "admin_must_confirm"],
        [50004, "refused"],
      ] as const) {
        await fault("/cgi-bin/stable_token", errcode);
        expect(await run(name)).toMatchObject({ finding, errcode });
      }
    }
    await chain.inWechat("/settings", { isIpRefused: true });
    expect(await run("mini_secret")).toMatchObject({ finding: "ip_not_listed", errcode: 40164 });
    await chain.inWechat("/settings", { isIpRefused: false });
  });

  test("pushes that arrive and open are seen, and those that stopped", async () => {
    expect(await run("callback")).toMatchObject({ finding: "no_push_yet" });
    await chain.inWechat("/phones/pusher/follow");
    const seenMs = chain.nowMs;
    expect(await run("callback")).toMatchObject({ finding: "fine", detail: String(seenMs) });
    chain.nowMs += 2 * 86_400_000;
    expect(await run("callback")).toMatchObject({ finding: "no_push_lately", detail: String(seenMs) });
    await chain.inWechat("/settings", { callbackMode: "plain" });
    await chain.inWechat("/phones/pusher/say", { text: "在吗" });
    expect(await run("callback")).toMatchObject({ finding: "plain_mode" });
    await chain.inWechat("/settings", { callbackMode: null });
  });

  test("a push is not held up by what the check cannot write down", async () => {
    const env = { ...chain.coldEnv(), tables: { ...chain.tables, app: "no-such-table" } };
    await expect(notePush(env, "plain")).resolves.toBeUndefined();
  });

  test("both halves are told one unionid, or it is said which is not", async () => {
    expect(await run("unionid")).toMatchObject({ finding: "fine" });
    await chain.inWechat("/settings", { unionid: false });
    expect(await run("unionid")).toMatchObject({ finding: "service_not_linked" });
    await chain.inWechat("/settings", { unionid: true });
  });

  test("the link rule, templates and what is left of a day", async () => {
    expect(await run("link")).toMatchObject({ finding: "no_link_rule", detail: "https://q.chain.test/q/" });
    await fault("/cgi-bin/wxopen/qrcodejumpget", 48001);
    expect(await run("link")).toMatchObject({ finding: "cannot_ask", errcode: 48001 });
    expect(await run("templates")).toMatchObject({ finding: "no_templates" });
    const { version, rules } = await chain.must(GetPushRules, {}, owner);
    const expiring = { templateId: "t".repeat(43), title: "到期提醒", fields: ["thing1"] };
    const templates = { ...rules.templates, expiring };
    await chain.must(PutPushRules, { ifVersion: version, rules: { ...rules, templates }, why: "test" }, owner);
    expect(await run("templates")).toMatchObject({ finding: "template_unknown", detail: "到期提醒" });
    const known = { ...templates, expiring: EXPIRING_TEMPLATE };
    await chain.must(
      PutPushRules,
      { ifVersion: version + 1, rules: { ...rules, templates: known }, why: "test" },
      owner,
    );
    expect(await run("templates")).toMatchObject({ finding: "fine" });
    expect(await run("quota")).toMatchObject({ finding: "fine" });
  });

  test("what was found last is kept, and two clicks are one look", async () => {
    const { checks, miniAppId } = await chain.must(GetWechatChecks, {}, owner);
    expect(checks.map(({ name }) => name).sort()).toEqual([...CheckNames.options].sort());
    expect(miniAppId).toBe(chain.secrets.miniAppId);
    const first = await run("quota");
    await fault("/cgi-bin/openapi/quota/get", 40125);
    expect((await chain.must(RunWechatCheck, { name: "quota" }, owner)).check).toEqual(first);
    expect(await run("quota")).toMatchObject({ finding: "secret_wrong" });
  });
});
