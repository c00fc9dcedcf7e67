import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type MemberFacts, visitsWithin } from "@huike/shared/audience";
import { businessDay, calendarDayNo, DAY_MS } from "@huike/shared/day";
import { RecordSale } from "@huike/shared/sale";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import { type CouponItem, couponIdOf, usableUntilMs } from "../coupon/coupon.items.ts";
import type { CardItem } from "../member/card.items.ts";
import { attributes, fields } from "../platform/table.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import { RandomLife } from "../testing/random-life.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { factsKey, unpackFacts } from "./facts.items.ts";
import { consentKey, refreshFacts } from "./refresh-facts.ts";

type Row = { pk: string; sk: string; lvl: number; f: string };

describe("a member's facts row", () => {
  const chain = openChain();
  holdConserved(chain);
  const life = new RandomLife(chain, seededRandom(11));
  beforeAll(() => life.open());

  const rowsNow = async () =>
    (await chain.items("views")).map((row) => fields<Row>(row)).filter(({ pk }) => pk.startsWith("FCT1#"));
  const factsNow = async (): Promise<Map<string, MemberFacts>> =>
    new Map((await rowsNow()).map(({ sk, f }) => [sk, unpackFacts(sk, f)]));
  const sale = async (member: Person) => {
    const { visitToken } = (await chain.lookUp(life.street.clerk, member)).value;
    const order = { orderId: makeId("order"), memberNo: numberOf(member), visitToken };
    await chain.must(RecordSale, { ...order, amountFen: 12_800, coupons: [] }, life.street.clerk);
  };
  const nextShift = async () => {
    const { clerk, shop } = life.street;
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(shop) }, clerk);
  };
  const streamed = async () => {
    for (let i = 0; i < 3; i++) await chain.projectAll();
  };

  test("says after any life what an adding up by hand of the items says", async () => {
    const regulars: Person[] = [];
    for (let day = 0; day < 3; day++) {
      for (let i = 0; i < 3; i++) regulars.push(await life.member());
      for (const member of regulars) if (life.chance(0.4)) await sale(member);
      chain.nowMs += DAY_MS;
      await nextShift();
    }
    await streamed();
    const facts = await factsNow();
    const items = (await chain.items()).map((item) => fields<{ pk: string; sk: string }>(item));
    const cards = items.filter(({ sk }) => sk === "CARD") as unknown as (CardItem & { pk: string })[];
    expect(facts.size).toBe(cards.length);
    let bought = 0;
    for (const card of cards) {
      const mine = items.filter(({ pk }) => pk === card.pk);
      const known = facts.get(card.pk.slice("MBR#".length));
      const sales = (mine.filter(({ sk }) => sk.startsWith("SAL#")) as unknown as SaleItem[]).filter(
        (s) => s.st === "s",
      );
      const coupons = (mine.filter(({ sk }) => /^(CPN|PAST)#/.test(sk)) as unknown as CouponItem[]).filter(
        ({ st }) => (st as string) !== "o",
      );
      bought += sales.length;
      expect(known).toMatchObject({ level: card.lvl, points: card.pts, joinedDay: calendarDayNo(card.at) });
      expect(known?.scene).toBe((mine.find(({ sk }) => sk === "PERSON") as { src?: string } | undefined)?.src);
      expect(known?.storeId).toBe(card.ost);
      expect(known?.visits.map(({ day }) => new Date(day * DAY_MS).toISOString().slice(0, 10))).toEqual(
        [...new Set(sales.map(({ at }) => businessDay(at)))].sort().reverse(),
      );
      expect(known?.visits.reduce((sum, day) => sum + day.sales, 0)).toBe(sales.length);
      expect(known?.visits.reduce((sum, { fen }) => sum + fen, 0)).toBe(
        sales.reduce((sum, s) => sum + (s.pay ?? 0), 0),
      );
      const offersOf = (some: CouponItem[]) => new Set(some.map((coupon) => couponIdOf(coupon).offerId));
      const usable = coupons.filter((coupon) => coupon.st === "i" && usableUntilMs(coupon) > chain.nowMs);
      expect(new Set(known?.holds.map(({ offerId }) => offerId))).toEqual(offersOf(usable));
      expect(new Set(known?.used.map(({ offerId }) => offerId))).toEqual(
        offersOf(coupons.filter(({ st }) => st === "r")),
      );
    }
    expect(bought).toBeGreaterThan(10);
  }, 120_000);

  test("tells channel, city and owner of one who came by a poster", async () => {
    const { scene, shop } = life.street;
    const memberNo = numberOf(await chain.member(scene));
    await refreshFacts(chain.env, memberNo);
    const facts = (await factsNow()).get(memberNo);
    expect(facts).toMatchObject({ scene, channelKind: "campaign", storeId: shop, city: "上海", visits: [], tags: [] });
  });

  test("counts consents as they stand, none where all are used up", async () => {
    const memberNo = numberOf(await chain.member());
    const { client, views } = chain.tables;
    const Item = attributes({ ...consentKey(memberNo), con_points_in: 2, con_sold_out: 0, n2950: 1 });
    await client.send(new PutItemCommand({ TableName: views, Item }));
    await refreshFacts(chain.env, memberNo);
    expect((await factsNow()).get(memberNo)?.consents).toEqual({ points_in: 2 });
  });

  test("may be answered for two days after they wrote to the service account, while they follow it", async () => {
    const member = await chain.member();
    const memberNo = numberOf(member);
    await chain.inWechat(`/phones/${member.phone}/follow`);
    await chain.takeInAll();
    await refreshFacts(chain.env, memberNo);
    expect((await factsNow()).get(memberNo)?.replyUntilMs).toBeUndefined();
    chain.nowMs += 5_000;
    await chain.inWechat(`/phones/${member.phone}/say`, { text: "几点开门" });
    await chain.takeInAll();
    const until = Math.floor((chain.nowMs + 2 * DAY_MS) / 60_000) * 60_000;
    expect((await factsNow()).get(memberNo)?.replyUntilMs).toBe(until);
    chain.nowMs += 5_000;
    await chain.inWechat(`/phones/${member.phone}/unfollow`);
    await chain.takeInAll();
    expect((await factsNow()).get(memberNo)?.replyUntilMs).toBeUndefined();
  });

  test("forgets a day of 400 days ago and keeps the one after it", async () => {
    const member = await chain.member();
    await sale(member);
    const before = chain.nowMs;
    chain.nowMs = before + 399 * DAY_MS;
    await refreshFacts(chain.env, numberOf(member));
    const at399 = (await factsNow()).get(numberOf(member));
    expect(at399?.visits).toEqual([expect.objectContaining({ sales: 1, fen: 12_800 })]);
    expect(at399 && visitsWithin(at399, 400, chain.nowMs)).toHaveLength(1);
    chain.nowMs = before + 400 * DAY_MS;
    await refreshFacts(chain.env, numberOf(member));
    expect((await factsNow()).get(numberOf(member))?.visits).toEqual([]);
    chain.nowMs = before;
  });

  test("stays as it is when somebody who read earlier writes later", async () => {
    const memberNo = numberOf(await chain.member());
    chain.nowMs += 400 * DAY_MS + 60_000;
    await refreshFacts(chain.env, memberNo);
    const stands = (await rowsNow()).find(({ sk }) => sk === memberNo);
    chain.nowMs -= 1;
    await refreshFacts(chain.env, memberNo);
    expect((await rowsNow()).find(({ sk }) => sk === memberNo)).toEqual(stands);
  });

  test("is never made for a visitor", async () => {
    const before = (await rowsNow()).length;
    await refreshFacts(chain.env, "999999999");
    expect(await rowsNow()).toHaveLength(before);
    expect(factsKey("999999999").pk).toBe("FCT1#15");
  });
});
