// A few weeks in the life of a street, by a seed: people come by a scan, join, claim, use, give away, take back, buy
// without a coupon, follow. Everything by the product's own calls, and everything projected.
import { AdjustPoints } from "@huike/shared/adjustment";
import { GetChannelCode } from "@huike/shared/channel";
import type { Coupon } from "@huike/shared/coupon";
import { AcceptGift, GiveCoupon } from "@huike/shared/gift";
import { RecordTouch } from "@huike/shared/member";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import { type Chain, type ClerkOnShift, numberOf, type Person } from "./chain.ts";
import { makeId } from "./made-up.ts";

export class RandomLife {
  readonly #chain: Chain;
  readonly #random: () => number;
  #fans = 0;
  #street:
    | {
        clerk: ClerkOnShift;
        shop: string;
        scene: string;
        other: string;
        offers: Record<"main" | "cash" | "daily", string>;
      }
    | undefined;

  constructor(chain: Chain, random: () => number) {
    this.#chain = chain;
    this.#random = random;
  }

  async open(): Promise<void> {
    const chain = this.#chain;
    const shop = await chain.shop();
    const offers = {
      main: await chain.offer({ perMember: 3, giveable: true, combines: ["cash"] }, { stock: 1_000 }),
      cash: await chain.offer(
        { perMember: 3, benefit: { kind: "cash", valueFen: 900 }, combines: ["threshold"] },
        { stock: 1_000 },
      ),
      daily: await chain.offer({ perMember: 2 }, { stock: 1_000, stockPerDay: 500 }),
    };
    const scene = await chain.channel({ storeId: shop, offerId: offers.main });
    const other = await chain.channel({ storeId: shop, offerId: offers.daily });
    this.#street = { clerk: await chain.clerkOnShift(shop), shop, scene, other, offers };
  }

  get street() {
    if (!this.#street) throw new Error("open the street first");
    return this.#street;
  }

  chance = (share: number): boolean => this.#random() < share;
  private amount = (): number => 10_000 + Math.floor(this.#random() * 40_000);
  /** Up to ten minutes: whatever comes after has its own moment. */
  private pass(): void {
    this.#chain.nowMs += 1_000 + Math.floor(this.#random() * 9_000);
  }

  /** Somebody new, with whatever they did; every one of them has coupons unused, used, and used without an amount. */
  async member(): Promise<Person> {
    const { scene, other, offers } = this.street;
    const chain = this.#chain;
    const member = await chain.member(scene);
    this.pass();
    if (this.chance(0.5)) await chain.must(RecordTouch, { scene: other }, member);
    const mains = [await chain.coupon(member, offers.main, 1), await chain.coupon(member, offers.main, 2)];
    const cash = await chain.coupon(member, offers.cash, 1);
    await chain.coupon(member, offers.daily, 1);
    await this.use(member, mains[0] as Coupon, { amountFen: this.amount() });
    await this.use(member, await chain.coupon(member, offers.daily, 2), {});
    await this.record(member, this.chance(0.5) ? [mains[1] as Coupon, cash] : []);
    if (this.chance(0.3)) await this.give(member);
    if (this.chance(0.3)) {
      const request = { adjustmentId: makeId("adjustment"), memberNo: numberOf(member), points: 25, why: "补记漏单" };
      await chain.must(AdjustPoints, request, await chain.owner());
    }
    return member;
  }

  /** Redeemed; now and then undone, and now and then redeemed again. */
  private async use(member: Person, coupon: Coupon, amount: { amountFen?: number }): Promise<void> {
    const { clerk } = this.street;
    const request = { ...(await this.#chain.visit(clerk, member, coupon)), ...amount };
    await this.#chain.redeem(clerk, request);
    this.pass();
    if (!this.chance(0.4)) return;
    await this.#chain.undo(clerk, request);
    this.pass();
    if (!this.chance(0.5)) return;
    const ids = { redemptionId: makeId("redemption"), orderId: makeId("order") };
    await this.#chain.redeem(clerk, { ...request, ...ids, round: 1 });
    this.pass();
  }

  /** Two coupons in one sale, or none. */
  private async record(member: Person, used: readonly Coupon[]): Promise<void> {
    const { clerk } = this.street;
    const { visitToken } = (await this.#chain.lookUp(clerk, member)).value;
    const coupons = used.map(({ offerId, n, version, round }) => ({
      ...{ offerId, n, version, round, redemptionId: makeId("redemption") },
    }));
    const order = { orderId: makeId("order"), memberNo: numberOf(member) };
    await this.#chain.must(RecordSale, { ...order, visitToken, amountFen: this.amount(), coupons }, clerk);
    this.pass();
    if (this.chance(0.2)) await this.#chain.must(UndoSale, { ...order, reason: "mistake" }, clerk);
    this.pass();
  }

  private async give(member: Person): Promise<void> {
    const { offers } = this.street;
    await this.#chain.coupon(member, offers.main, 3);
    const giftId = makeId("gift");
    await this.#chain.must(GiveCoupon, { giftId, offerId: offers.main, n: 3 }, member);
    this.pass();
    if (this.chance(0.7)) await this.#chain.must(AcceptGift, { giftId }, await this.#chain.member());
  }

  /** Follows by the poster's code; some leave again. */
  async fan(): Promise<void> {
    const { scene } = this.street;
    const phone = `fan-${++this.#fans}`;
    await this.#chain.must(GetChannelCode, { scene, code: "follow" }, await this.#chain.owner());
    await this.#chain.inWechat(`/phones/${phone}/follow`, { scene });
    this.pass();
    if (this.chance(0.5)) await this.#chain.inWechat(`/phones/${phone}/unfollow`);
    await this.#chain.takeInAll();
  }

  /** People who were here before, and buy again. */
  async again(members: readonly Person[]): Promise<void> {
    for (const { phone } of members) await this.record(await this.#chain.signIn(phone), []);
  }

  /** Another day, some hours later than the last: sessions and shifts are begun anew. */
  async nextDay(hours = 24): Promise<void> {
    const { clerk, shop } = this.street;
    this.#chain.nowMs += hours * 3_600_000;
    const { session } = await this.#chain.signIn(clerk.phone);
    await this.#chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(shop) }, { ...clerk, session });
    this.#street = { ...this.street, clerk: { ...clerk, session } };
  }

  /** What the stream brings: first the coupons, then the sales they made. */
  async stream(): Promise<void> {
    for (let i = 0; i < 2; i++) await this.#chain.projectAll();
  }
}
