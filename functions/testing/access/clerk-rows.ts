// The access matrix of the counter, and of the phone that speaks for a console.
import { DecideApproval, ListApprovals } from "@huike/shared/approval";
import { ConfirmSignIn, OpenSignIn, RefuseSignIn, ScanSignIn } from "@huike/shared/console-sign-in";
import { GetMyCode, GetToday, LookUpMember, RedeemCoupon, UndoRedemption } from "@huike/shared/counter";
import { businessDay } from "@huike/shared/day";
import { EndShift, GetShiftSheet, ListShiftSheets } from "@huike/shared/handover";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { tableCard } from "@huike/shared/scan";
import { SendSlip } from "@huike/shared/slip";
import { GetMe, OpenShift } from "@huike/shared/staff";
import { ReportPlace } from "@huike/shared/store-place";
import { numberOf, type Person } from "../chain.ts";
import { ConsoleBrowser } from "../console-browser.ts";
import { makeId } from "../made-up.ts";
import { askedBy } from "./asked-by.ts";
import { atConsole, atCounter, cell, type Row, row, staff } from "./row.ts";
import type { Caller, World } from "./world.ts";

const noStore = "sto_zzzz";
const openCard = (storeId: string) => ({ shiftId: makeId("shift"), tableCard: tableCard(storeId) });
const onShift = (w: World, caller: Caller) => w.onShift(w.person(caller), w.shopOf(caller));

const codeOfNew = async (w: World, caller: Caller) => {
  await onShift(w, caller);
  return { code: w.chain.codeOf(await w.chain.member()) };
};

/** A new member's coupon, looked up by this person in this shop. */
async function visit(w: World, clerk: Person, storeId: string, storeIds: string[] = []) {
  await w.onShift(clerk, storeId);
  const member = await w.chain.member();
  return w.chain.visit(clerk, member, await w.chain.coupon(member, await w.chain.offer({ storeIds })));
}

async function redeemed(w: World, clerk: Person, storeId: string) {
  const request = await visit(w, clerk, storeId);
  await w.chain.must(RedeemCoupon, request, clerk);
  const { redemptionId, memberNo, offerId, n, round } = request;
  return { redemptionId, memberNo, offerId, n, round, reason: "mistake" } as const;
}

async function saleOf(w: World, clerk: Person, storeId: string) {
  const { orderId, visitToken, memberNo } = await visit(w, clerk, storeId);
  return { orderId, visitToken, memberNo, amountFen: 5_000, coupons: [] };
}

async function sold(w: World, clerk: Person, storeId: string) {
  const sale = await saleOf(w, clerk, storeId);
  await w.chain.must(RecordSale, sale, clerk);
  return { orderId: sale.orderId, memberNo: sale.memberNo, reason: "mistake" } as const;
}

async function slip(w: World, shiftId: string) {
  const code = w.chain.codeOf(await w.chain.member());
  const ids = { redemptionId: makeId("redemption"), orderId: makeId("order"), shiftId };
  return { ...ids, code, scannedAtMs: w.chain.nowMs, amountFen: 5_000 };
}

const signInShown = async (w: World) => {
  const { value } = await new ConsoleBrowser(w.chain).call(OpenSignIn, {});
  return { signInId: value.signInId };
};
const scannedBy = async (w: World, person: Person) => {
  const shown = await signInShown(w);
  await w.chain.must(ScanSignIn, shown, person);
  return shown;
};
const noSignIn = () => ({ signInId: "0".repeat(26) });

const undoRule = { manager: "ok", operator: "ok", owner: "ok", else: "undo_not_yours" } as const;

export const clerkRows: readonly Row[] = [
  row(GetMe, staff, { own: cell(() => ({}), "ok") }),
  row(GetToday, atCounter, { own: cell(() => ({}), "ok") }),
  row(GetMyCode, atCounter, { own: cell(() => ({}), "no_own_channel") }),
  row(OpenShift, atCounter, {
    own: cell((w) => openCard(w.shop), { otherClerk: "not_your_store", else: "ok" }),
    otherShops: cell((w) => openCard(w.otherShop), { clerk: "not_your_store", manager: "not_your_store", else: "ok" }),
    missing: cell(() => openCard(noStore), "store_unknown"),
  }),
  row(EndShift, atCounter, {
    own: cell(async (w, caller) => ({ shiftId: await onShift(w, caller) }), "ok"),
    anothers: cell(async (w) => ({ shiftId: await w.onShift(w.colleague, w.shop) }), "shift_unknown"),
    missing: cell(() => ({ shiftId: makeId("shift") }), "shift_unknown"),
  }),
  row(GetShiftSheet, atCounter, {
    own: cell(async (w, caller) => ({ shiftId: await onShift(w, caller) }), "ok"),
    anothers: cell(async (w) => ({ shiftId: await w.onShift(w.colleague, w.shop), memberNo: numberOf(w.colleague) }), {
      clerk: "not_your_store",
      otherClerk: "not_your_store",
      else: "ok",
    }),
    otherShops: cell(
      async (w) => ({
        shiftId: await w.onShift(w.otherColleague, w.otherShop),
        memberNo: numberOf(w.otherColleague),
      }),
      { operator: "ok", owner: "ok", else: "not_your_store" },
    ),
    missing: cell(() => ({ shiftId: makeId("shift") }), "shift_unknown"),
  }),
  row(ListShiftSheets, atCounter, {
    own: cell((w) => ({ storeId: w.shop, day: businessDay(w.chain.nowMs) }), {
      ...{ clerk: "not_your_store", otherClerk: "not_your_store", else: "ok" },
    }),
    otherShops: cell((w) => ({ storeId: w.otherShop, day: businessDay(w.chain.nowMs) }), {
      ...{ operator: "ok", owner: "ok", else: "not_your_store" },
    }),
    missing: cell((w) => ({ storeId: noStore, day: businessDay(w.chain.nowMs) }), {
      ...{ operator: "ok", owner: "ok", else: "not_your_store" },
    }),
  }),
  row(ReportPlace, atCounter, {
    own: cell(async (w, caller) => {
      await onShift(w, caller);
      return { lat: 30.25, lng: 120.17 };
    }, "ok"),
  }),
  row(LookUpMember, atCounter, {
    own: cell(async (w, caller) => {
      await onShift(w, caller);
      return { code: w.chain.codeOf(w.person(caller)) };
    }, "own_card"),
    anothers: cell(codeOfNew, "ok"),
    missing: cell(async (w, caller) => {
      await onShift(w, caller);
      return { code: "900000000000000000" };
    }, "code_unknown"),
  }),
  row(RedeemCoupon, atCounter, {
    own: cell((w, caller) => visit(w, w.person(caller), w.shopOf(caller)), "ok"),
    // Looked up by a colleague: the visit is theirs.
    anothers: cell(async (w, caller) => {
      await onShift(w, caller);
      return visit(w, w.colleague, w.shop);
    }, "scan_again"),
    otherShops: cell((w, caller) => visit(w, w.person(caller), w.shopOf(caller), [w.otherShop]), {
      ...{ otherClerk: "ok", else: "store_not_covered" },
    }),
    missing: cell(async (w, caller) => {
      const request = await visit(w, w.person(caller), w.shopOf(caller));
      return { ...request, n: 2 };
    }, "coupon_unknown"),
  }),
  row(UndoRedemption, atCounter, {
    own: cell((w, caller) => redeemed(w, w.person(caller), w.shopOf(caller)), "ok"),
    anothers: cell((w) => redeemed(w, w.colleague, w.shop), undoRule),
    otherShops: cell((w) => redeemed(w, w.otherColleague, w.otherShop), { ...undoRule, manager: "not_your_store" }),
    missing: cell(async (w) => {
      const undo = await redeemed(w, w.colleague, w.shop);
      return { ...undo, redemptionId: makeId("redemption") };
    }, "redemption_unknown"),
  }),
  row(RecordSale, atCounter, {
    own: cell((w, caller) => saleOf(w, w.person(caller), w.shopOf(caller)), "ok"),
    anothers: cell(async (w, caller) => {
      await onShift(w, caller);
      return saleOf(w, w.colleague, w.shop);
    }, "scan_again"),
    missing: cell(async (w, caller) => {
      const sale = await saleOf(w, w.person(caller), w.shopOf(caller));
      return { ...sale, memberNo: "999999999" };
    }, "scan_again"),
  }),
  row(UndoSale, atCounter, {
    own: cell((w, caller) => sold(w, w.person(caller), w.shopOf(caller)), "ok"),
    anothers: cell((w) => sold(w, w.colleague, w.shop), undoRule),
    otherShops: cell((w) => sold(w, w.otherColleague, w.otherShop), { ...undoRule, manager: "not_your_store" }),
    missing: cell(async (w) => {
      const undo = await sold(w, w.colleague, w.shop);
      return { ...undo, orderId: makeId("order") };
    }, "sale_unknown"),
  }),
  row(SendSlip, atCounter, {
    own: cell(async (w, caller) => slip(w, await onShift(w, caller)), "ok"),
    anothers: cell(async (w) => slip(w, await w.onShift(w.colleague, w.shop)), "shift_unknown"),
    otherShops: cell(async (w) => slip(w, await w.onShift(w.otherColleague, w.otherShop)), "shift_unknown"),
    missing: cell((w) => slip(w, makeId("shift")), "shift_unknown"),
  }),
  row(ScanSignIn, atConsole, {
    own: cell(signInShown, "ok"),
    anothers: cell((w) => scannedBy(w, w.secondOperator), "sign_in_in_use"),
    missing: cell(noSignIn, "sign_in_unknown"),
  }),
  row(ConfirmSignIn, atConsole, {
    own: cell((w, caller) => scannedBy(w, w.person(caller)), "ok"),
    anothers: cell((w) => scannedBy(w, w.secondOperator), "sign_in_in_use"),
    missing: cell(noSignIn, "sign_in_unknown"),
  }),
  row(RefuseSignIn, atConsole, {
    own: cell((w, caller) => scannedBy(w, w.person(caller)), "ok"),
    anothers: cell((w) => scannedBy(w, w.secondOperator), "sign_in_in_use"),
    missing: cell(noSignIn, "sign_in_unknown"),
  }),
  row(ListApprovals, atConsole, { own: cell(() => ({}), "ok") }),
  row(DecideApproval, atConsole, {
    // An auditor's browser asks for nothing.
    own: cell(async (w, caller) => ({ approvalId: await askedBy(w, w.person(caller)), decision: "approve" }), {
      ...{ auditor: "approval_over", else: "ok" },
    }),
    anothers: cell(
      async (w) => ({ approvalId: await askedBy(w, w.secondOperator), decision: "approve" }),
      "approval_over",
    ),
    missing: cell(() => ({ approvalId: makeId("approval"), decision: "approve" }), "approval_over"),
  }),
];
