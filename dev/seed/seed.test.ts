import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { readSvgCode } from "@huike/functions/testing/read-svg-code";
import { ListSegments } from "@huike/shared/audience-calls";
import { ListCampaigns } from "@huike/shared/campaign";
import { GetLanding } from "@huike/shared/channel";
import { GetMe } from "@huike/shared/staff";
import { PNG } from "pngjs";
import { decodeQR } from "qr/decode.js";
import { testTables } from "../jest/engine.ts";
import { call } from "./call.ts";
import { OFFER } from "./offers.ts";
import { openTown, type Town } from "./open-town.ts";
import { seed } from "./seed.ts";
import { signIn } from "./sign-in.ts";
import { StreetFile } from "./street-file.ts";

jest.setTimeout(120_000);

const fileOf = (town: Town) => join(town.folder, "street.json");
const textOf = ({ base64 }: { base64: string }) =>
  decodeQR(PNG.sync.read(Buffer.from(base64, "base64")), { timeLimit: 2000 });
const streetOf = (town: Town) => StreetFile.parse(JSON.parse(readFileSync(fileOf(town), "utf8")));
const sow = ({ origin, ownerCode, ...town }: Town, file = join(town.folder, "street.json")) =>
  seed({ origin, ownerCode, seedFile: file, say: () => undefined, now: () => 0 });

/**
 * Every item by its key, without the numbers and openids that chance gives, and without the unions: whom WeChat
 * names by a unionid is noted at a member's next sign-in, which seeding again is.
 */
async function rowsOf({ client, app }: ReturnType<typeof testTables>): Promise<string[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: app, ConsistentRead: true }));
  const keys = Items.map(({ pk, sk }) => `${pk?.S} / ${sk?.S}`).filter((key) => !key.startsWith("UID#"));
  return keys
    .map((key) => key.replace(/(#|\/ )[1-9]\d{8}\b/g, "$1member").replace(/(OID#\w+):\S+/, "$1:openid"))
    .sort();
}

describe("a seeded street", () => {
  const tables = testTables();
  let town: Town;
  beforeAll(async () => {
    town = await openTown(tables);
    await sow(town);
  });
  afterAll(() => town.close());

  test("has a poster for each state, whose code says its scene", () => {
    const { posters } = streetOf(town);
    expect(posters.map(({ kind, state, code }) => `${kind} ${state} ${code}`)).toEqual([
      "clerk active mini_program",
      "clerk active mini_program",
      "clerk active mini_program",
      "store active mini_program",
      "poster active mini_program",
      "campaign active mini_program",
      "campaign active follow",
      "packaging active link",
      "product_tag active mini_program",
      "campaign active mini_program",
      "poster retired mini_program",
      "poster unknown mini_program",
    ]);
    for (const { scene, code, image } of posters) {
      if (code === "link") expect(readSvgCode(image)).toBe(`${town.origin}/q/${scene}`);
      if (code !== "mini_program") continue;
      const text = textOf(image);
      expect(new URL(text).searchParams.get("scene")).toBe(scene);
      expect(new URL(text).searchParams.get("page")).toBe("pages/landing/index");
    }
  });

  test("has an online poster that leads to the service account, and from there to its own offer", async () => {
    const online = streetOf(town).posters.find(({ code }) => code === "follow");
    const opened = await fetch(`${town.origin}/fake-wechat/phones/passer-by/open`, {
      method: "POST",
      body: JSON.stringify({ text: online && textOf(online.image) }),
    });
    expect(await opened.json()).toMatchObject({ is: "service_account", scene: online?.scene, isFollower: false });
    const { offer } = await call({ origin: town.origin }, GetLanding, { scene: online?.scene ?? "" });
    expect(offer).toMatchObject({ offerId: OFFER.follower, reward: "join" });
  });

  test.each([
    ["k7m2q9ra", "claimable"],
    ["b9r4e7yf", "claimable"],
    ["g2c5s8jk", "sold_out"],
  ])("lets a stranger see the offer of %s as %s", async (scene, state) => {
    expect(await call({ origin: town.origin }, GetLanding, { scene })).toMatchObject({ scene, state });
  });

  test.each([
    ["w5j7f2te", "channel_retired"],
    ["nob0dykn0ws", "channel_unknown"],
  ])("refuses the scene %s as %s", async (scene, error) => {
    await expect(call({ origin: town.origin }, GetLanding, { scene })).rejects.toMatchObject({ error });
  });

  test("has three clerks in two shops, each on their own phone", async () => {
    const { clerks } = streetOf(town).phones;
    expect(new Set(clerks.map((clerk) => clerk.storeId)).size).toBe(2);
    for (const { phone, name, clerkNo, storeId } of clerks) {
      const { api } = await signIn(town.origin, phone);
      const { staff } = await call(api, GetMe, {});
      expect(staff).toEqual({ name, clerkNo, role: "clerk", storeIds: [storeId] });
    }
  });

  test("has at the office somebody of every role, kept rules and a push waiting for its rehearsal", async () => {
    const { desks } = streetOf(town).phones;
    expect(desks.map(({ role }) => role)).toEqual(["owner", "operator", "manager", "auditor"]);
    for (const { phone, name, role } of desks) {
      const { api } = await signIn(town.origin, phone);
      expect((await call(api, GetMe, {})).staff).toMatchObject({ name, role });
    }
    const { api } = await signIn(town.origin, "operator");
    expect((await call(api, ListSegments, {})).segments.map(({ name }) => name)).toContain("三十天没来的会员");
    const { campaigns } = await call(api, ListCampaigns, {});
    expect(campaigns).toMatchObject([{ state: "draft", name: "周五提醒：券还没用" }]);
  });

  test("has never met the newcomer", async () => {
    const phones: unknown = await (await fetch(`${town.origin}/fake-wechat/phones`)).json();
    expect(JSON.stringify(phones)).toContain('"aming"');
    expect(JSON.stringify(phones)).not.toContain('"xiaoyu"');
  });

  test("stays as it is when seeded again, and no second owner code is asked for", async () => {
    const [rows, street] = [await rowsOf(tables), streetOf(town)];
    await sow({ ...town, ownerCode: () => Promise.reject(new Error("there is an owner")) });
    expect(await rowsOf(tables)).toEqual(rows);
    expect(streetOf(town)).toEqual(street);
  });
});

describe("a seeding that breaks off", () => {
  const [smooth, rough] = [testTables(), testTables()];
  let towns: Town[];
  beforeAll(async () => {
    towns = [await openTown(smooth), await openTown(rough)];
  });
  afterAll(() => {
    for (const town of towns) town.close();
  });

  test("is completed by running it again, wherever it was cut", async () => {
    const [whole, cut] = towns as [Town, Town];
    await sow(whole);
    for (let at = 1; at < whole.calls; at += 5) {
      const end = cut.calls + at;
      cut.fault = (n) => (n !== end ? "none" : at % 2 === 0 ? "cut before" : "cut after");
      await expect(sow(cut)).rejects.toThrow("HTTP 400");
      expect(existsSync(fileOf(cut))).toBe(false);
    }
    cut.fault = () => "none";
    await sow(cut);
    expect(await rowsOf(rough)).toEqual(await rowsOf(smooth));
    expect(streetOf(cut).posters.map((poster) => poster.state)).toEqual(
      streetOf(whole).posters.map((poster) => poster.state),
    );
  });
});

describe("a server that is not well", () => {
  const tables = testTables();

  test("is asked again", async () => {
    const town = await openTown(tables);
    town.fault = (n) => (n % 20 === 1 ? "unwell" : "none");
    await sow(town);
    expect(streetOf(town).posters).toHaveLength(12);
    town.close();
  });
});
