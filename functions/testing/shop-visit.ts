// One person's way through a shop, from the scanned code to a redemption taken back and made again. Stops where an
// answer does not come: the next step would have nothing to stand on.
import { GetLanding } from "@huike/shared/channel";
import { GetToday, LookUpMember, RedeemCoupon, UndoRedemption } from "@huike/shared/counter";
import { ClaimCoupon, type Coupon } from "@huike/shared/coupon";
import { AGREEMENT_VERSION, GetHome, Join, OpenSession, RecordTouch } from "@huike/shared/member";
import { ListStores } from "@huike/shared/store";
import { type Chain, type ClerkOnShift, numberOf, type Person } from "./chain.ts";
import { makeId } from "./made-up.ts";
import type { PatientPhone } from "./patient-phone.ts";

export type Visit = {
  readonly name: string;
  readonly scene: string;
  readonly laterScene: string;
  readonly offerId: string;
  readonly clerk: ClerkOnShift;
  /** Claims in the tap that joins, or after it. */
  readonly claimsAtJoin: boolean;
  readonly undoes: boolean;
};
type Street = { readonly chain: Chain; readonly phone: PatientPhone };

export async function visitShop(street: Street, visit: Visit): Promise<void> {
  const { phone } = street;
  await phone.ask(GetLanding, { scene: visit.scene });
  const member = await joinAt(street, visit);
  if (!member) return;
  await phone.ask(GetHome, {}, member);
  const coupons: Coupon[] = [];
  for (const n of [1, 2]) {
    const claimed = await phone.ask(ClaimCoupon, { offerId: visit.offerId, n, scene: visit.scene }, member);
    if (claimed) coupons.push(claimed.coupon);
  }
  await phone.ask(RecordTouch, { scene: visit.laterScene }, member);
  await phone.ask(ListStores, {});
  for (const coupon of coupons) await spend(street, visit, member, coupon);
  await phone.ask(GetHome, {}, member);
  await phone.ask(GetToday, {}, visit.clerk);
}

async function joinAt({ chain, phone }: Street, visit: Visit): Promise<Person | undefined> {
  const { name, scene, offerId } = visit;
  const session = await phone.ask(OpenSession, async () => ({ code: await chain.loginCode(name), scene }));
  if (!session) return undefined;
  const claim = visit.claimsAtJoin ? { claim: { offerId, n: 1, scene } } : {};
  const joined = await phone.ask(
    Join,
    { agreementVersion: AGREEMENT_VERSION, scene, ...claim },
    { phone: name, session },
  );
  return joined && { phone: name, session: joined.session };
}

/** Shows the code, has the coupon redeemed; undone, it is redeemed once more in its next round. */
async function spend({ chain, phone }: Street, visit: Visit, member: Person, coupon: Coupon): Promise<void> {
  const { clerk } = visit;
  const seen = await phone.ask(LookUpMember, { code: chain.codeOf(member) }, clerk);
  if (!seen) return;
  const what = { memberNo: numberOf(member), offerId: coupon.offerId, n: coupon.n };
  for (const round of visit.undoes ? [0, 1] : [0]) {
    const ids = { redemptionId: makeId("redemption"), orderId: makeId("order") };
    const receipt = await phone.ask(
      RedeemCoupon,
      { ...ids, ...what, round, version: coupon.version, visitToken: seen.visitToken },
      clerk,
    );
    if (!receipt || !visit.undoes || round > 0) return;
    const undo = { redemptionId: ids.redemptionId, ...what, round, reason: "mistake" } as const;
    if (!(await phone.ask(UndoRedemption, undo, clerk))) return;
  }
}
