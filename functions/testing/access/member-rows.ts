// The access matrix of a member's phone: staff are members too.
import { GetPhoneBrand } from "@huike/shared/brand";
import { GetLanding } from "@huike/shared/channel";
import { ClaimCoupon, ListPastCoupons, TidyWallet } from "@huike/shared/coupon";
import { AcceptGift, GetGift, GiveCoupon, TakeBackGift } from "@huike/shared/gift";
import { AcceptInvite, ReadInvite } from "@huike/shared/invite";
import { AGREEMENT_VERSION, GetHome, Join, OpenSession, RecordTouch } from "@huike/shared/member";
import { GetPoints } from "@huike/shared/points-log";
import { ListStores } from "@huike/shared/store";
import type { Person } from "../chain.ts";
import { makeId } from "../made-up.ts";
import { anyone, cell, members, phones, type Row, row } from "./row.ts";
import type { Caller, World } from "./world.ts";

const noScene = "nosuchscene";
const noSecret = "a".repeat(22);
const agreed = { agreementVersion: AGREEMENT_VERSION } as const;

const sceneAt = async (w: World, storeId: string) => w.chain.channel({ storeId, offerId: await w.chain.offer() });

async function coupon(w: World, person: Person) {
  const offerId = await w.chain.offer({ giveable: true });
  return w.chain.coupon(person, offerId);
}

async function gift(w: World, giver: Person) {
  const giftId = makeId("gift");
  const { offerId, n } = await coupon(w, giver);
  await w.chain.must(GiveCoupon, { giftId, offerId, n }, giver);
  return { giftId };
}

const ownGift = (w: World, caller: Caller) => gift(w, caller === "guest" ? w.stranger : w.person(caller));
const noGift = () => ({ giftId: makeId("gift") });

const openInvite = (w: World) => w.invite(w.secondOperator, "clerk", [w.shop]);

async function takenInvite(w: World) {
  const invite = await openInvite(w);
  await w.chain.must(AcceptInvite, invite, await w.chain.member());
  return invite;
}
const noInvite = () => ({ inviteId: makeId("invite"), secret: noSecret });

/** Members again, as they were. */
async function leave(w: World, caller: Caller): Promise<void> {
  await w.chain.hire(w.person(caller), [w.shop], "21", { state: "left" });
}

export const memberRows: readonly Row[] = [
  row(OpenSession, anyone, {
    own: cell(async (w) => ({ code: await w.chain.loginCode("phone-of-the-matrix") }), "ok"),
    missing: cell(() => ({ code: "no-such-code" }), "login_code_invalid"),
  }),
  row(GetLanding, anyone, {
    own: cell(async (w) => ({ scene: await sceneAt(w, w.shop) }), "ok"),
    otherShops: cell(async (w) => ({ scene: await sceneAt(w, w.otherShop) }), "ok"),
    missing: cell(() => ({ scene: noScene }), "channel_unknown"),
  }),
  row(ListStores, anyone, { own: cell(() => ({}), "ok") }),
  row(GetPhoneBrand, anyone, { own: cell(() => ({}), "ok") }),
  row(RecordTouch, phones, {
    own: cell(async (w) => ({ scene: await sceneAt(w, w.shop) }), "ok"),
    otherShops: cell(async (w) => ({ scene: await sceneAt(w, w.otherShop) }), "ok"),
    missing: cell(() => ({ scene: noScene }), "channel_unknown"),
  }),
  row(Join, phones, {
    own: cell(() => agreed, "ok"),
    missing: cell(() => ({ ...agreed, scene: noScene }), "channel_unknown"),
  }),
  row(GetHome, members, { own: cell(() => ({}), "ok") }),
  row(GetPoints, members, { own: cell(() => ({}), "ok") }),
  row(TidyWallet, members, { own: cell(() => ({}), "ok") }),
  row(ListPastCoupons, members, { own: cell(() => ({}), "ok") }),
  row(ClaimCoupon, members, {
    own: cell(async (w) => ({ offerId: await w.chain.offer(), n: 1 }), "ok"),
    missing: cell(() => ({ offerId: makeId("offer"), n: 1 }), "offer_unknown"),
  }),
  row(GetGift, phones, {
    own: cell(ownGift, "ok"),
    anothers: cell((w) => gift(w, w.stranger), "ok"),
    missing: cell(noGift, "gift_unknown"),
  }),
  row(GiveCoupon, members, {
    own: cell(async (w, caller) => {
      const { offerId, n } = await coupon(w, w.person(caller));
      return { giftId: makeId("gift"), offerId, n };
    }, "ok"),
    anothers: cell(async (w) => {
      const { offerId, n } = await coupon(w, w.stranger);
      return { giftId: makeId("gift"), offerId, n };
    }, "coupon_unknown"),
    missing: cell(() => ({ giftId: makeId("gift"), offerId: makeId("offer"), n: 1 }), "coupon_unknown"),
  }),
  row(TakeBackGift, members, {
    own: cell(ownGift, "ok"),
    anothers: cell((w) => gift(w, w.stranger), "gift_unknown"),
    missing: cell(noGift, "gift_unknown"),
  }),
  row(AcceptGift, members, {
    own: cell(ownGift, "gift_own"),
    anothers: cell((w) => gift(w, w.stranger), "ok"),
    missing: cell(noGift, "gift_unknown"),
  }),
  row(ReadInvite, phones, {
    own: cell(openInvite, "ok"),
    anothers: cell(takenInvite, "invite_taken"),
    missing: cell(noInvite, "invite_unknown"),
  }),
  row(AcceptInvite, members, {
    own: cell(openInvite, { else: "invite_not_needed", member: "ok", otherMember: "ok" }, async (w, caller) => {
      if (caller === "member" || caller === "otherMember") await leave(w, caller);
    }),
    anothers: cell(takenInvite, "invite_taken"),
    missing: cell(noInvite, "invite_unknown"),
  }),
];
