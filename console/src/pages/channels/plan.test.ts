import { PutChannel } from "@huike/shared/channel";
import { countOf, isReady, planOf, type Wish } from "./plan";
import { newScene, shortCode } from "./short-code";

const scenes = Array.from({ length: 100 }, () =>
  newScene(Uint8Array.from({ length: 8 }, () => Math.floor(Math.random() * 256))),
);
const wish = (change: Partial<Wish> = {}): Wish => ({
  ...{
    each: "one",
    kind: "poster",
    name: "门口海报",
    storeIds: ["sto_sh01"],
    clerks: [],
    tables: 10,
    offerId: "ofr_abcd1234",
  },
  ...{ welcome: "", why: "开业", scenes, ...change },
});
const plan = (change: Partial<Wish>) =>
  planOf(
    wish(change),
    (i) => `${i} 号桌`,
    (name) => `${name}的码`,
  );

const clerk = (name: string, storeId: string) => ({ memberNo: "123456789", name, storeId });

describe("channels to be made", () => {
  test.each<[Partial<Wish>, number]>([
    [{}, 1],
    [{ each: "shop", storeIds: ["sto_sh01", "sto_sh02", "sto_sh03"] }, 3],
    [{ each: "table", tables: 100 }, 100],
    [{ each: "clerk", name: "", storeIds: [], clerks: [clerk("周敏", "sto_sh01"), clerk("郑好", "sto_sh04")] }, 2],
  ])("are as many as were wished, each as the API takes it", (change, count) => {
    const made = plan(change);
    expect([made.length, countOf(wish(change))]).toEqual([count, count]);
    for (const request of made) expect(PutChannel.request.parse(request)).toEqual(request);
    expect(new Set(made.map(({ scene }) => scene)).size).toBe(count);
  });

  test("of clerks are each clerk's own, in their shop", () => {
    expect(plan({ each: "clerk", clerks: [clerk("周敏", "sto_sh04")] })[0]).toMatchObject({
      ...{ kind: "clerk", clerkMemberNo: "123456789", storeId: "sto_sh04", name: "周敏的码" },
    });
  });

  test("keep their scenes when the making is gone on with", () => {
    expect(plan({ each: "table" })).toEqual(plan({ each: "table" }));
    expect(plan({ each: "table", name: "露台" })[2]).toMatchObject({ name: "露台 3 号桌", scene: scenes[2] });
  });

  test.each<[Partial<Wish>]>([
    [{ name: "" }],
    [{ each: "clerk", clerks: [] }],
    [{ storeIds: [] }],
    [{ offerId: "" }],
    [{ why: " " }],
    [{ each: "shop", storeIds: Array.from({ length: 101 }, (_, i) => `sto_${i}`) }],
  ])("are not made while something is missing: %j", (change) => {
    expect([isReady(wish()), isReady(wish(change))]).toEqual([true, false]);
  });

  test("are printed in capitals, four by four", () => {
    expect(shortCode("k7m2q9ra")).toBe("K7M2-Q9RA");
    expect(shortCode("ab12cd")).toBe("AB12-CD");
  });
});
