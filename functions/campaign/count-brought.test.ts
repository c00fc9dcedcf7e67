import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import type { Coupon } from "@huike/shared/coupon";
import { GetHome, ReadNote } from "@huike/shared/member";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import { fields, type Key } from "../platform/table.ts";
import { CampaignDesk, HOUR_MS, plan, walkOver } from "../testing/campaign-desk.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { CLAIMED, SOLD, USED } from "./campaign.items.ts";
import { keepCredits } from "./keep-credits.ts";

const DAY_MS = 24 * HOUR_MS;

describe("what came of a run", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  const broughtBy = async (campaignId: string) => {
    const { asOfMs, ...brought } = (await desk.show(campaignId)).brought;
    expect(asOfMs).toBe(chain.nowMs);
    return brought;
  };

  const buy = async (clerk: Person, person: Person, coupon: Coupon) => {
    const request = { ...(await chain.visit(clerk, person, coupon)), amountFen: 10_000 };
    expect(await chain.redeem(clerk, request)).toMatchObject({ status: 200 });
    return request;
  };

  test("a coupon it gave: opened, used, taken back; a use counts once, in whatever order it becomes known", async () => {
    const clerk = await chain.clerkOnShift(await chain.shop());
    const offerId = await chain.offer({}, { stock: 10 });
    const [a, b] = [await chain.member(), await chain.member()];
    const walk = walkOver([a, b].map(numberOf));
    const campaignId = await desk.approved(plan({ path: "wallet", kind: "promotion", offerId }), walk);
    await desk.tick(walk);
    await chain.projectAll();
    const none = { opened: 0, claimed: 2, redeemed: 0, sales: 0, salesFen: 0 };
    expect(await broughtBy(campaignId)).toEqual(none);
    await chain.must(ReadNote, { campaignId, run: 1 }, a);
    chain.nowMs += HOUR_MS / 2;
    const [coupon] = (await chain.must(GetHome, {}, a)).wallet?.coupons ?? [];
    if (!coupon) throw new Error("no coupon in the wallet");
    const request = await buy(clerk, a, coupon);
    const before = await chain.items();
    for (let i = 0; i < 3; i++) await chain.projectAll();
    const { salesFen, ...rest } = await broughtBy(campaignId);
    expect(rest).toEqual({ opened: 1, claimed: 2, redeemed: 1, sales: 1 });
    expect(salesFen).toBeGreaterThan(0);
    expect(salesFen).toBeLessThan(10_000);
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
    for (let i = 0; i < 2; i++) await chain.projectAll();
    await chain.projectAll();
    expect(await broughtBy(campaignId)).toEqual({ ...none, opened: 1 });
    // An image of before comes late.
    await chain.projectImages(before);
    expect(await broughtBy(campaignId)).toEqual({ ...none, opened: 1 });
  }, 60_000);

  test("a line: what those it went to took and bought within the window, and nobody else", async () => {
    const clerk = await chain.clerkOnShift(await chain.shop());
    const offerId = await chain.offer({ perMember: 2 }, { stock: 50 });
    const [sentTo, other] = [await chain.member(), await chain.member()];
    // Bought before it began.
    const early = await chain.coupon(sentTo, await chain.offer());
    await buy(clerk, sentTo, early);
    chain.nowMs += HOUR_MS / 2;
    const walk = walkOver([numberOf(sentTo)]);
    const notice = { path: "notice", kind: "product", title: "新品", text: "来看看" } as const;
    const campaignId = await desk.approved(plan(notice), walk);
    await desk.tick(walk);
    // Held out of the same: marked by nothing, so credited with nothing.
    const heldOut = await desk.approved(plan(notice, { holdOutPermille: 500 }), walkOver([]));
    await desk.tick(walkOver([]));
    chain.nowMs += HOUR_MS / 4;
    for (const person of [sentTo, other]) {
      const coupon = await chain.coupon(person, offerId);
      await buy(clerk, person, coupon);
    }
    for (let i = 0; i < 2; i++) await chain.projectAll();
    await chain.projectAll();
    expect(await broughtBy(campaignId)).toMatchObject({ opened: 0, claimed: 1, redeemed: 1, sales: 1 });
    expect(await broughtBy(heldOut)).toEqual({ opened: 0, claimed: 0, redeemed: 0, sales: 0, salesFen: 0 });
    const { salesFen } = await broughtBy(campaignId);
    // Two weeks after it began a purchase is no longer its own.
    chain.nowMs += 14 * DAY_MS;
    const later = await chain.signIn(sentTo.phone);
    const late = await chain.signIn(clerk.phone);
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(clerk.storeId) }, late);
    const coupon = await chain.coupon(later, offerId, 2);
    await buy(late, later, coupon);
    for (let i = 0; i < 2; i++) await chain.projectAll();
    expect(await broughtBy(campaignId)).toEqual({ opened: 0, claimed: 1, redeemed: 1, sales: 1, salesFen });
  }, 60_000);

  test("rows that were lost are put by the night, and only those", async () => {
    const clerk = await chain.clerkOnShift(await chain.shop());
    const offerId = await chain.offer({ perMember: 2 }, { stock: 50 });
    const [sentTo, given, other] = [await chain.member(), await chain.member(), await chain.member()];
    const walk = walkOver([numberOf(sentTo)]);
    const notice = { path: "notice", kind: "product", title: "新品", text: "来看看" } as const;
    const line = await desk.approved(plan(notice), walk);
    await desk.tick(walk);
    const toGiven = walkOver([numberOf(given)]);
    const wallet = await desk.approved(plan({ path: "wallet", kind: "promotion", offerId }), toGiven);
    await desk.tick(toGiven);
    chain.nowMs += HOUR_MS;
    for (const person of [sentTo, other]) await buy(clerk, person, await chain.coupon(person, offerId));
    const [coupon] = (await chain.must(GetHome, {}, given)).wallet?.coupons ?? [];
    if (!coupon) throw new Error("no coupon in the wallet");
    await buy(clerk, given, coupon);
    for (let i = 0; i < 3; i++) await chain.projectAll();
    const before = [await broughtBy(line), await broughtBy(wallet)];
    expect(before).toMatchObject([
      { claimed: 1, redeemed: 1, sales: 1 },
      { claimed: 1, redeemed: 1, sales: 1 },
    ]);
    const ofThese = (pk = "") => [line, wallet].some((campaignId) => pk.startsWith(`CMP#${campaignId}#`));
    const isCredited = (sk = "") => [CLAIMED, USED, SOLD].some((kind) => sk.startsWith(kind));
    const credited = async () =>
      (await chain.items("views")).filter(({ pk, sk }) => ofThese(pk?.S) && isCredited(sk?.S));
    const rows = await credited();
    expect(rows.length).toBeGreaterThanOrEqual(5);
    const people = [sentTo, given, other].map(numberOf);
    const night = async () => {
      const all = (await chain.items()).map((item) => fields<Key>(item));
      const members = people.map((memberNo) => ({
        memberNo,
        items: all.filter(({ pk }) => pk === `MBR#${memberNo}`),
      }));
      await keepCredits(chain.env, members);
    };
    const digest = await chain.digest();
    await night();
    expect(await chain.digest()).toBe(digest);
    const { client, views: TableName } = chain.tables;
    for (const { pk, sk } of rows)
      if (pk && sk) await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
    chain.nowMs += DAY_MS;
    expect(await broughtBy(line)).toMatchObject({ claimed: 0, redeemed: 0, sales: 0 });
    await night();
    chain.nowMs += HOUR_MS;
    expect([await broughtBy(line), await broughtBy(wallet)]).toEqual(before);
    expect(await credited()).toEqual(rows);
  }, 60_000);
});
