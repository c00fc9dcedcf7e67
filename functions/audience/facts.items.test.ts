import fc from "fast-check";
import { anyFacts } from "../testing/any-facts.ts";
import { mondayMs } from "../testing/chain.ts";
import { FACT_SHARDS, packFacts, shardOf, unpackFacts } from "./facts.items.ts";

const plain = {
  ...{ level: 1, points: 0, joinedDay: 20_458, tags: [], visits: [] },
  holds: [],
  used: [],
  consents: {},
};

describe("a member's facts in one line", () => {
  test("are read as they were written", () => {
    fc.assert(
      fc.property(anyFacts(mondayMs), (facts) => {
        const { consents, ...read } = unpackFacts(facts.memberNo, packFacts(facts));
        const { consents: written, ...rest } = facts;
        expect(read).toEqual(rest);
        expect(Object.entries(consents).sort()).toEqual(Object.entries(written).sort());
      }),
    );
  });

  test("are short where nothing happened, and under 200 bytes for a regular", () => {
    expect(packFacts({ ...plain, memberNo: "123456789" })).toBe("1,0,fsa,");
    const regular = packFacts({
      ...{ ...plain, memberNo: "123456789", level: 3, points: 12_800, scene: "c0123456789", channelKind: "store" },
      ...{ storeId: "sto_abcdefgh", clerk: "987654321", city: "上海", tags: ["老客", "爱喝茶"] },
      visits: Array.from({ length: 10 }, (_, i) => ({ day: 20_458 - 9 * i, sales: 1, fen: 12_800 + i })),
      holds: [{ offerId: "ofr_abcdefgh", untilMs: 1_767_600_000_000 }],
      used: [{ offerId: "ofr_bcdefghj", day: 20_450 }],
    });
    expect(Buffer.byteLength(regular)).toBeLessThan(200);
  });

  test("lie in a shard that the last four digits tell", () => {
    expect(shardOf("123450063")).toBe(63);
    expect(shardOf("999990064")).toBe(0);
    expect(shardOf("111119999")).toBe(9_999 % FACT_SHARDS);
  });
});
