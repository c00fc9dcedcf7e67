// A slip, cut off before and after every table call of its decision, on an instance that remembers nothing; then the same
// slip again, as the phone sends it: of its own coupon, of a bare member code, and of a coupon somebody else has used.
import type { RequestOf } from "@huike/shared/endpoint";
import { SendSlip, type Slip } from "@huike/shared/slip";
import { GetMe } from "@huike/shared/staff";
import type { CouponItem } from "../coupon/coupon.items.ts";
import { fields } from "../platform/table.ts";
import { Axe } from "../testing/axe.ts";
import { type Chain, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

type SlipRequest = RequestOf<typeof SendSlip>;
type Begun = { readonly clerk: Person; readonly member: Person; readonly slip: SlipRequest };

const HOUR = 3_600_000;

async function begin(chain: Chain, storeId: string, offerId: string): Promise<Begun> {
  const clerk = await chain.clerkOnShift(storeId);
  const member = await chain.member();
  await chain.coupon(member, offerId);
  const { shift } = await chain.must(GetMe, {}, clerk);
  const ids = { redemptionId: makeId("redemption"), orderId: makeId("order"), shiftId: shift?.shiftId ?? "" };
  const code = `${chain.codeOf(member)}:${offerId.slice("ofr_".length).toUpperCase()}:1`;
  return { clerk, member, slip: { ...ids, code, scannedAtMs: chain.nowMs, amountFen: 12_000 } };
}

/** What a slip may have left: one slip, one stake in its shop's hour, its coupon redeemed or its sale put, once. */
async function bookOf(chain: Chain, storeId: string, slip: SlipRequest) {
  const items = await chain.items();
  const memberKey = `MBR#${slip.code.slice(1, 10)}`;
  const of = (pk: string, prefix: string) =>
    items.filter((item) => item.pk?.S === pk && item.sk?.S?.startsWith(prefix));
  const coupons = of(memberKey, "CPN#").map((item) => fields<CouponItem>(item));
  return {
    slips: items.filter(({ sk }) => sk?.S?.startsWith(`SLIP#${slip.shiftId}`)).length,
    codes: of(memberKey, "SLIP#").length,
    staked: of(`STO#${storeId}`, `ENV#${Math.floor(slip.scannedAtMs / HOUR)}`).map(({ n }) => n?.N),
    redeemed: coupons.flatMap(({ red = [] }) => red).length,
    sales: of(memberKey, `SAL#${slip.orderId}`).length,
  };
}

type Case = {
  readonly name: string;
  readonly state: Slip["state"];
  readonly change: (chain: Chain, begun: Begun, offerId: string) => Promise<SlipRequest>;
  readonly book: { readonly redeemed: number; readonly sales: number };
};

const cases: readonly Case[] = [
  { name: "a coupon", state: "settled", change: async (_, { slip }) => slip, book: { redeemed: 1, sales: 0 } },
  {
    name: "a bare member code",
    state: "settled",
    change: async (_, { slip }) => ({ ...slip, code: slip.code.slice(0, 18) }),
    book: { redeemed: 0, sales: 1 },
  },
  {
    name: "a coupon that was used",
    state: "lost",
    change: async (chain, { member, slip }, offerId) => {
      const other = await chain.clerkOnShift(await chain.shop());
      const { value } = await chain.lookUp(other, member);
      const coupon = value.coupons.find((one) => one.coupon.offerId === offerId)?.coupon;
      if (!coupon) throw new Error("the coupon is there");
      await chain.redeem(other, await chain.visit(other, member, coupon));
      return slip;
    },
    book: { redeemed: 1, sales: 0 },
  },
];

describe.each(["before", "after"] as const)("cut %s every table call", (side) => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);

  test.each(cases)(
    "of a slip of $name: sent again it is decided, once",
    async ({ state, change, book }) => {
      const storeId = await chain.shop();
      const offerId = await chain.offer();
      let cuts = 0;
      for (let more = true; more; ) {
        const begun = await begin(chain, storeId, offerId);
        const slip = await change(chain, begun, offerId);
        const send = () => chain.call(SendSlip, slip, begun.clerk);
        chain.nowMs += HOUR;
        chain.forget();
        more = await axe.cut(cuts + 1, side, send);
        if (more) cuts += 1;
        const answer = await send();
        expect(answer).toMatchObject({ status: 200, value: { state } });
        expect(await send()).toEqual(answer);
        expect(await bookOf(chain, storeId, slip)).toEqual({ slips: 1, codes: 1, staked: ["1"], ...book });
      }
      // Staff, the slip, the shift, the shop, wrong codes, the card, what it uses (a coupon: its terms and offer too), the decision.
      expect(cuts).toBeGreaterThanOrEqual(8);
    },
    120_000,
  );
});
