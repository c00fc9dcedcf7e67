import { type BoardLine, ListHeld, RankClerks } from "@huike/shared/chain-day";
import { GetChannelCode } from "@huike/shared/channel";
import { GetToday } from "@huike/shared/counter";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { BURST_COUNT, type HeldReason } from "@huike/shared/held";
import { PutOffer } from "@huike/shared/offer";
import { GetFunnel } from "@huike/shared/report";
import { RecordSale } from "@huike/shared/sale";
import { tableCard } from "@huike/shared/scan";
import { OpenShift, PutStaff } from "@huike/shared/staff";
import { GetTargets, monthOf, PutTargets, type ShopTargets } from "@huike/shared/target";
import type { CouponItem } from "../coupon/coupon.items.ts";
import { fields, type Item, type Key } from "../platform/table.ts";
import { type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId, terms } from "../testing/made-up.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { rollDays } from "./roll-days.ts";

jest.setTimeout(120_000);

const chain = openChain();
const today = () => businessDay(chain.nowMs);
let people: { owner: Person; one: ClerkOnShift; two: ClerkOnShift };
let shops: { one: string; two: string };
let offerId: string;
/** Each clerk's own code. */
let scenes: { one: string; two: string };

async function awake<P extends Person>(person: P): Promise<P> {
  return { ...person, ...(await chain.signIn(person.phone)) };
}

/** So many days later, everybody signed in and on shift again. */
async function days(count: number): Promise<void> {
  chain.nowMs += count * DAY_MS;
  people = { owner: await awake(people.owner), one: await awake(people.one), two: await awake(people.two) };
  for (const clerk of [people.one, people.two])
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(clerk.storeId) }, clerk);
}

async function counted(): Promise<void> {
  for (let i = 0; i < 2; i++) await chain.projectAll(); // a redemption makes its sale
  chain.forget();
}

beforeAll(async () => {
  const owner = await chain.owner();
  shops = { one: await chain.shop("一店"), two: await chain.shop("二店") };
  people = { owner, one: await chain.clerkOnShift(shops.one, "01"), two: await chain.clerkOnShift(shops.two, "02") };
  offerId = makeId("offer");
  const window = { opensAtMs: chain.nowMs - 1, closesAtMs: chain.nowMs + 120 * DAY_MS };
  await chain.must(PutOffer, { offerId, terms: terms({ perMember: 9 }), stock: 1_000, ...window, why: "test" }, owner);
  const own = (storeId: string, clerk: Person) =>
    chain.channel({ storeId, offerId, kind: "clerk", clerkMemberNo: numberOf(clerk) });
  scenes = { one: await own(shops.one, people.one), two: await own(shops.two, people.two) };
  await days(1);
});

const board = async (who = people.owner) => chain.must(RankClerks, { day: today() }, who);
const lineOf = async (clerk: Person, who?: Person): Promise<BoardLine | undefined> =>
  (await board(who)).clerks.find(({ memberNo }) => memberNo === numberOf(clerk));
const heldOf = async (clerk: Person, who = people.owner) =>
  (await chain.must(ListHeld, { day: today(), memberNo: numberOf(clerk) }, who)).held;

const hire = (person: Person, storeId: string, clerkNo: string, role: "clerk" | "manager" = "clerk") =>
  chain.must(
    PutStaff,
    { memberNo: numberOf(person), name: "新人", clerkNo, role, storeIds: [storeId], state: "active", why: "test" },
    people.owner,
  );
async function join(scene: string, apartMs: number): Promise<Person> {
  chain.nowMs += apartMs;
  return chain.member(scene);
}
async function use(clerk: Person, member: Person, n: number, amount: { amountFen?: number }): Promise<void> {
  chain.nowMs += 60_000;
  const request = await chain.visit(clerk, member, await chain.coupon(member, offerId, n));
  expect(await chain.redeem(clerk, { ...request, ...amount })).toMatchObject({ status: 200 });
}
async function buy(clerk: Person, member: Person): Promise<void> {
  const { visitToken } = (await chain.lookUp(clerk, member)).value;
  const order = { orderId: makeId("order"), memberNo: numberOf(member), coupons: [] };
  await chain.must(RecordSale, { ...order, visitToken, amountFen: 8_000 }, clerk);
}
async function follow(phone: string, scene: string): Promise<void> {
  await chain.must(GetChannelCode, { scene, code: "follow" }, people.owner);
  await chain.inWechat(`/phones/${phone}/follow`, { scene });
}
const leave = (phone: string) => chain.inWechat(`/phones/${phone}/unfollow`);

/** Counted by hand, from what people have: members the clerk won, followers who still follow, redemptions that stand. */
async function broughtByHand(clerk: Person, scene: string, since: string) {
  const items = (await chain.items()).map((item) => fields<Key & Item>(item));
  const isOn = (atMs: unknown) => businessDay(Number(atMs)) >= since;
  const no = numberOf(clerk);
  const coupons = items.filter((item) => item.sk.startsWith("CPN#") && "red" in item) as unknown as CouponItem[];
  const uses = coupons.flatMap(({ red = [] }) => red);
  return {
    members: items.filter(({ sk, own, at }) => sk === "CARD" && own === no && isOn(at)).length,
    netFans: items.filter(
      ({ sk, src, st, srcAt }) => sk === "FAN" && src === scene && st === "following" && isOn(Number(srcAt) * 1000),
    ).length,
    redemptions: uses.filter(({ rby, uat, rat }) => rby === no && uat === undefined && isOn(rat)).length,
  };
}

describe("what a clerk brought, net and held", () => {
  test("a burst is held, shown row by row, and released by a purchase on another day", async () => {
    const crowd: Person[] = [];
    for (let i = 0; i < BURST_COUNT; i++) crowd.push(await join(scenes.one, 2_000));
    const alone = await join(scenes.one, 600_000);
    await counted();
    expect(await lineOf(people.one)).toMatchObject({ members: 1, held: { members: BURST_COUNT } });
    const held = await heldOf(people.one);
    expect(held.map(({ memberTail }) => memberTail).sort()).toEqual(crowd.map((one) => numberOf(one).slice(-4)).sort());
    expect(
      held.every(({ what, reason, storeId }) => what === "member" && reason === "burst" && storeId === shops.one),
    ).toBe(true);
    expect(held.some(({ memberTail }) => memberTail === numberOf(alone).slice(-4))).toBe(false);

    await days(1);
    await buy(people.two, await awake(crowd[0] as Person));
    await counted();
    await rollDays(chain.env, { hasTime: () => true });
    chain.forget();
    expect(await lineOf(people.one)).toMatchObject({ members: 2, held: { members: BURST_COUNT - 1 } });
    expect(await heldOf(people.one)).toHaveLength(BURST_COUNT - 1);
  });

  test("one who left and follows again is held for a week, in whatever order WeChat's pushes are taken in", async () => {
    await days(10);
    await follow("true-fan", scenes.two);
    await follow("to-and-fro", scenes.two);
    chain.nowMs += 60_000;
    await leave("to-and-fro");
    chain.nowMs += 60_000;
    await follow("to-and-fro", scenes.two);
    await chain.takeInAll({ newestFirst: true, projectEach: true });
    await counted();
    expect(await lineOf(people.two)).toMatchObject({ netFans: 1, held: { netFans: 1 } });
    expect(await heldOf(people.two)).toMatchObject([{ what: "fan", reason: "refollowed" }]);
    await days(6);
    await rollDays(chain.env, { hasTime: () => true });
    chain.forget();
    expect(await lineOf(people.two)).toMatchObject({ netFans: 1, held: { netFans: 1 } });
    await days(1);
    await rollDays(chain.env, { hasTime: () => true });
    chain.forget();
    // Its day is no longer on the board of this one.
    const before = { day: businessDay(chain.nowMs - DAY_MS) };
    const { clerks } = await chain.must(RankClerks, before, people.owner);
    expect(clerks.find(({ memberNo }) => memberNo === numberOf(people.two))).toMatchObject({
      ...{ netFans: 2, held: { netFans: 0 } },
    });
  });

  test("of own members, redemptions without an amount are held where the shop enters amounts at all", async () => {
    await days(10);
    const won = await join(scenes.one, 600_000);
    await use(people.one, won, 1, {});
    await counted();
    // Nobody entered any amount in the shop on this day: that says nothing of a clerk.
    expect(await lineOf(people.one)).toMatchObject({ redemptions: 1, held: { redemptions: 0 } });
    const others = await join(scenes.two, 600_000);
    await use(people.one, others, 1, { amountFen: 12_000 });
    await use(people.one, others, 2, {});
    await counted();
    expect(await lineOf(people.one)).toMatchObject({ redemptions: 2, held: { redemptions: 1 } });
    expect(await heldOf(people.one)).toMatchObject([
      { what: "redemption", reason: "no_amount", memberTail: numberOf(won).slice(-4) },
    ]);
  });

  test("staff's own accounts are never counted", async () => {
    await days(10);
    const friend = await join(scenes.two, 600_000);
    await hire(friend, shops.two, "09");
    await counted();
    expect(await lineOf(people.two)).toMatchObject({ members: 0, held: { members: 1 } });
    expect(await heldOf(people.two)).toMatchObject([{ what: "member", reason: "staff" }]);
  });

  test("after any life, net and held are what was brought, and each held one is a row with its reason", async () => {
    await days(10);
    const since = today();
    const random = seededRandom(141);
    for (let day = 0; day < 2; day++) {
      for (let i = 0; i < BURST_COUNT + day; i++) await join(day === 0 ? scenes.one : scenes.two, 3_000);
      for (let i = 0; i < 12; i++) await someLife(random, `life-${day}-${i}`);
      await chain.takeInAll();
      await days(1);
    }
    await counted();
    await rollDays(chain.env, { hasTime: () => true });
    chain.forget();
    const reasons = [
      ...(await reasonsOfAll(people.one, scenes.one, since)),
      ...(await reasonsOfAll(people.two, scenes.two, since)),
    ];
    expect([...new Set(reasons)].sort()).toEqual(["burst", "no_amount", "refollowed", "staff"]);
  });
});

/** Somebody comes by a clerk's code, may use a coupon, may be hired; somebody follows, may leave, may come back. */
async function someLife(random: () => number, phone: string): Promise<void> {
  const chance = (share: number) => random() < share;
  const [mine, scene] = chance(0.6) ? [people.one, scenes.one] : [people.two, scenes.two];
  const member = await join(scene, chance(0.8) ? 1_000 : 120_000);
  if (chance(0.3)) await use(mine, member, 1, chance(0.4) ? {} : { amountFen: 15_000 });
  if (chance(0.1)) await hire(member, mine.storeId, "11");
  if (chance(0.5)) await fanLife(chance, phone, scene);
}

async function fanLife(chance: (share: number) => boolean, phone: string, scene: string): Promise<void> {
  await follow(phone, scene);
  if (chance(0.3)) return;
  chain.nowMs += 2_000;
  await leave(phone);
  chain.nowMs += 2_000;
  if (chance(0.6)) await follow(phone, scene);
}

/** Of everything held of one clerk, once the board, its rows and the report agree with what people have. */
async function reasonsOfAll(clerk: Person, scene: string, since: string): Promise<HeldReason[]> {
  const line = await lineOf(clerk);
  if (!line) throw new Error("a clerk who brought people is on the board");
  const { members, netFans, redemptions, held } = line;
  const brought = {
    members: members + held.members,
    netFans: netFans + held.netFans,
    redemptions: redemptions + held.redemptions,
  };
  expect(brought).toEqual(await broughtByHand(clerk, scene, since));
  expect(members * held.members).toBeGreaterThan(0);
  const rows = await heldOf(clerk);
  const count = (what: string) => rows.filter((row) => row.what === what).length;
  expect({ members: count("member"), netFans: count("fan"), redemptions: count("redemption") }).toEqual(held);
  const { lines } = await chain.must(GetFunnel, { by: "clerk", from: since, to: today() }, people.owner);
  expect(lines.find(({ id }) => id === numberOf(clerk))?.tally).toMatchObject({
    ...{ members: brought.members, heldMembers: held.members },
    ...{ heldFans: held.netFans, heldRedemptions: held.redemptions },
  });
  return rows.map(({ reason }) => reason);
}

describe("targets of a month", () => {
  const month = () => monthOf(today());
  const NOTHING: ShopTargets = { each: { members: 0, redemptions: 0 }, clerks: [] };
  const put = async (storeId: string, targets: ShopTargets, by = people.owner, more: object = {}) => {
    const { version } = await chain.must(GetTargets, { storeId, month: month() }, people.owner);
    return chain.call(
      PutTargets,
      { storeId, month: month(), ifVersion: version, targets, why: "本月目标", ...more },
      by,
    );
  };

  test("a shop's manager sets them; the board shows net of target in that shop, and only own shops to a manager", async () => {
    // The first of a month: whatever was before is another month's.
    while (!today().endsWith("-01")) await days(1);
    const manager = await chain.member();
    await hire(manager, shops.one, "90", "manager");
    await chain.projectAll();
    expect((await put(shops.one, { ...NOTHING, each: { members: 30, redemptions: 0 } }, manager)).status).toBe(200);
    const named = { memberNo: numberOf(people.two), members: 4, redemptions: 9 };
    expect(await put(shops.two, { ...NOTHING, clerks: [named] }, manager)).toMatchObject({ error: "not_your_store" });
    expect((await put(shops.two, { ...NOTHING, clerks: [named] })).status).toBe(200);
    await join(scenes.one, 600_000);
    await join(scenes.two, 600_000);
    await counted();

    const whole = await board();
    expect(whole.daysLeft).toBeGreaterThanOrEqual(28);
    expect(await lineOf(people.one)).toMatchObject({
      month: { target: { members: 30, redemptions: 0 }, done: { members: 1, redemptions: 0 } },
    });
    expect(await lineOf(people.two)).toMatchObject({
      month: { target: { members: 4, redemptions: 9 }, done: { members: 1, redemptions: 0 } },
    });
    // The clerk's own phone: closed days as the night put them down, today as it stands.
    await days(1);
    await rollDays(chain.env, { hasTime: () => true });
    await join(scenes.one, 600_000);
    await counted();
    const { month: mine } = await chain.must(GetToday, {}, people.one);
    expect(mine).toMatchObject({ judgedUntil: businessDay(chain.nowMs - DAY_MS), daysLeft: whole.daysLeft - 1 });
    expect(mine?.shops).toEqual([
      {
        ...{ storeId: shops.one, storeName: "一店", target: { members: 30, redemptions: 0 } },
        ...{ done: { members: 2, redemptions: 0 }, held: { members: 0, redemptions: 0 } },
      },
    ]);
    expect((await chain.must(GetToday, {}, manager)).month).toBeUndefined();
    expect(await lineOf(people.one, manager)).toEqual(await lineOf(people.one));
    expect(await lineOf(people.two, manager)).toBeUndefined();
    expect(await heldOf(people.two, manager)).toEqual([]);
  });

  test("of two who change them at once, one is told; the same twice is one; a month that is over stands", async () => {
    const { version } = await chain.must(GetTargets, { storeId: shops.one, month: month() }, people.owner);
    const asked = {
      ...{ storeId: shops.one, month: month(), ifVersion: version, why: "调整" },
      targets: { each: { members: 20, redemptions: 5 }, clerks: [] },
    };
    expect(await chain.must(PutTargets, asked, people.owner)).toEqual({ version: version + 1 });
    expect(await chain.must(PutTargets, asked, people.owner)).toEqual({ version: version + 1 });
    const other = { ...asked, targets: NOTHING };
    expect(await chain.call(PutTargets, other, people.owner)).toMatchObject({ error: "setting_changed" });
    expect(await chain.must(GetTargets, { storeId: shops.one, month: month() }, people.owner)).toEqual({
      ...{ version: version + 1, targets: asked.targets },
    });
    const past = { month: monthOf(businessDay(chain.nowMs - 40 * DAY_MS)), ifVersion: 0 };
    expect(await put(shops.one, NOTHING, people.owner, past)).toMatchObject({ error: "target_month_over" });
  });

  test("only who works at the shop is named", async () => {
    const before = await chain.digest();
    const stranger = { memberNo: numberOf(people.two), members: 1, redemptions: 1 };
    expect(await put(shops.one, { ...NOTHING, clerks: [stranger] })).toMatchObject({ error: "target_not_staff" });
    expect(await chain.digest()).toBe(before);
  });
});
