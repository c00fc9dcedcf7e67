// The brand: what cannot be read is refused, of two who change it one looks again, phones hear of it with home, and the
// audit shows what was changed without the picture's bytes.
import { ListAudit } from "@huike/shared/audit";
import { type Brand, FIRST_BRAND, GetBrand, GetPhoneBrand, PutBrand } from "@huike/shared/brand";
import { businessDay } from "@huike/shared/day";
import { GetHome } from "@huike/shared/member";
import { changeOf, recordChange } from "../audit/record-change.ts";
import { openChain, type Person } from "../testing/chain.ts";
import { brandKey, logoHash, logoKey } from "./brand.items.ts";

const logo = `data:image/png;base64,${Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(1_000, 7)]).toString("base64")}`;
const tea: Brand = { name: "回客茶铺", accent: "#0b5d4a", card: "#f4e7cf", logo };

describe("the brand", () => {
  const chain = openChain();
  let owner: Person;
  let member: Person;
  const put = (version: number, brand: Brand, by = owner) => chain.call(PutBrand, { version, brand, why: "换季" }, by);
  const itemOf = async (key: { pk: string; sk: string }) =>
    (await chain.items()).find((item) => item.pk?.S === key.pk && item.sk?.S === key.sk);

  beforeAll(async () => {
    owner = await chain.owner();
    member = await chain.member();
  });

  test("is the built-in one until somebody puts another, and phones hear nothing of it", async () => {
    expect(await chain.must(GetBrand, {}, owner)).toEqual({ version: 0, brand: FIRST_BRAND });
    expect(await chain.must(GetPhoneBrand, {})).toEqual({ version: 0 });
    expect(await chain.must(GetHome, {}, member)).not.toHaveProperty("brandVersion");
  });

  test("colours of a contrast of 4.4 are refused with the pair, and nothing is written", async () => {
    const { status, error, ...answer } = await put(0, { ...tea, accent: "#737373", card: "#ffffff" });
    expect([status, error]).toEqual([400, "brand_too_faint"]);
    expect(answer).toMatchObject({ detail: { pair: "accent_on_ground", contrast: "4.3" } });
    expect(await put(0, { ...tea, accent: "#717171", card: "#ffffff" })).toMatchObject({
      ...{ error: "brand_too_faint", detail: { contrast: "4.4" } },
    });
    expect(await itemOf(brandKey)).toBeUndefined();
    expect(await itemOf(logoKey(logoHash(logo)))).toBeUndefined();
  });

  test("of two who change it from the same version one is told to look, and the same change twice is one", async () => {
    expect(await put(0, tea)).toMatchObject({ status: 200, value: { version: 1 } });
    expect(await put(0, tea)).toMatchObject({ status: 200, value: { version: 1 } });
    expect(await put(0, { ...tea, name: "别的名字" })).toMatchObject({ status: 409, error: "brand_changed" });
    expect(await chain.must(GetBrand, {}, owner)).toEqual({ version: 1, brand: tea });
    const many = await Promise.all(["甲", "乙", "丙", "丁"].map((name) => put(1, { ...tea, name })));
    expect(many.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const { brand } = await chain.must(GetBrand, {}, owner);
    expect((await put(2, { ...tea, name: brand.name })).status).toBe(200);
  });

  test("comes to a phone by the version in home, whole once and not again", async () => {
    chain.forget();
    const { tag, brandVersion } = await chain.must(GetHome, {}, member);
    expect(brandVersion).toBe(3);
    const heard = await chain.must(GetPhoneBrand, {});
    expect(heard).toMatchObject({ version: 3, brand: { accent: tea.accent, logo } });
    expect(await chain.must(GetPhoneBrand, { version: "3" })).toEqual({ version: 3 });
    // Unchanged, home is as short as before: the wallet's tag does not know of brands.
    await put(3, { ...tea, card: "#ffffff" });
    chain.forget();
    const again = await chain.must(GetHome, { tag }, member);
    expect(again).not.toHaveProperty("wallet");
    expect(again.brandVersion).toBe(4);
  });

  test("a brand without a logo has none any more", async () => {
    const { logo: _, ...plain } = tea;
    await put(4, plain);
    expect((await chain.must(GetBrand, {}, owner)).brand).toEqual(plain);
  });

  test("is in the audit with its colours and the logo's name, not its bytes", async () => {
    const image = await itemOf(brandKey);
    if (!image) throw new Error("the brand was put");
    await recordChange(changeOf("event1", undefined, image), chain.env);
    // What is put beside it is signed by nobody: the stream's filter leaves it out.
    expect(await itemOf(logoKey(logoHash(logo)))).not.toHaveProperty("by");
    const { rows } = await chain.must(ListAudit, { day: businessDay(chain.nowMs) }, owner);
    const [row] = rows.filter(({ subject }) => subject === "brand");
    expect(row).toMatchObject({ why: "换季", of: "SYS BRAND" });
    expect(row?.changes.map(({ name }) => name)).toEqual(["accent", "card", "name", "ver"]);
  });
});
