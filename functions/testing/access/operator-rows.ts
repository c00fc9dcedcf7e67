// The access matrix of the console, called from a phone. From a browser the same holds, but for the phone's yes.
import { AdjustPoints, DecideAdjustment, ListAdjustments } from "@huike/shared/adjustment";
import { GetApproval } from "@huike/shared/approval";
import {
  CountAudience,
  GetList,
  GetSegment,
  ListLists,
  ListSegments,
  PutListChunk,
  PutSegment,
} from "@huike/shared/audience-calls";
import { ListAudit, VerifyAudit } from "@huike/shared/audit";
import { FIRST_BRAND, GetBrand, PutBrand } from "@huike/shared/brand";
import { GetChannelCode, GetChannelDay, ListChannels, PutChannel } from "@huike/shared/channel";
import { EndSession, GetConsoleMe, ListSessions, SignOut } from "@huike/shared/console-session";
import { OpenSignIn, TakeSignIn } from "@huike/shared/console-sign-in";
import { businessDay } from "@huike/shared/day";
import { PutGrantChunk, RunGrant } from "@huike/shared/grant";
import { ListInvites, MakeInvite, RevokeInvite } from "@huike/shared/invite";
import { ListMembers, SetTag, ShowMember } from "@huike/shared/members";
import { PutOffer } from "@huike/shared/offer";
import {
  CloseOffer,
  FreezeOffer,
  GetOffer,
  ListOffers,
  ReopenOffer,
  ReviseOffer,
  SetDayStock,
  SetStock,
  ThawOffer,
  VoidOffer,
} from "@huike/shared/offer-life";
import { GetProgram, PutProgram } from "@huike/shared/program";
import { GetNight } from "@huike/shared/reconciliation";
import { PutSlipLimits } from "@huike/shared/slip";
import { BindOwner, ListStaff, PutStaff, RemoveOwner } from "@huike/shared/staff";
import { GetStore, PutStore } from "@huike/shared/store";
import { GetReportedPlace } from "@huike/shared/store-place";
import { numberOf, type Person } from "../chain.ts";
import { ConsoleBrowser } from "../console-browser.ts";
import { makeId, shopFacts, terms } from "../made-up.ts";
import { askedBy } from "./asked-by.ts";
import { anyone, atConsole, cell, chiefs, makers, members, type Row, readers, row } from "./row.ts";
import type { Caller, World } from "./world.ts";

const why = "test";
const noStore = "sto_zzzz";
const limits = { perHour: 3, fenPerHour: 10_000 };
const foreignToManagers = { manager: "not_your_store", else: "ok" } as const;

const newMember = async (w: World) => numberOf(await w.chain.member());
const hiring = (memberNo: string, storeIds: string[]) => ({
  ...{ memberNo, name: "王芳", clerkNo: "22", role: "clerk" as const, storeIds, state: "active" as const, why },
});
const inviting = (storeIds: string[]) => ({
  ...{ inviteId: makeId("invite"), name: "李雷", clerkNo: "21", role: "clerk" as const, storeIds, why },
});
const anOffer = async (w: World) => ({ offerId: await w.chain.offer(), why });
const noOffer = () => ({ offerId: makeId("offer"), why });
const offerCells = { own: cell(anOffer, "ok"), missing: cell(noOffer, "offer_unknown") };

async function putting(w: World, scene: string, storeId: string) {
  const base = { kind: "campaign", name: "海报", state: "active", why } as const;
  return { scene, storeId, offerId: await w.chain.offer(), ...base };
}
const channelAt = async (w: World, storeId: string) => w.chain.channel({ storeId, offerId: await w.chain.offer() });
const newScene = () => `c${Math.random().toString(36).slice(2, 10)}`;

const sessionOf = async (w: World, person: Person) => {
  const browser = await new ConsoleBrowser(w.chain).signIn(person);
  const { sessions } = (await browser.call(ListSessions, {})).value;
  return { sessionId: sessions.find(({ isThis }) => isThis)?.sessionId ?? "" };
};

/** Above the limit: it waits for a second person. */
async function adjustmentBy(w: World, person: Person) {
  const asked = { adjustmentId: makeId("adjustment"), memberNo: await newMember(w) };
  await w.chain.must(AdjustPoints, { ...asked, points: 900_000, why }, person);
  return { ...asked, decision: "approve" as const };
}

const chunkOf = async (w: World, offerId: string, grantId = makeId("grant")) => ({
  ...{ grantId, chunk: "0", chunks: 1, offerId, memberNos: [await newMember(w)], why },
});

const today = (w: World) => ({ day: businessDay(w.chain.nowMs) });
const rule = { is: "visits", days: 30, max: 0 } as const;
const noList = () => ({ is: "in_list", listId: makeId("list") }) as const;

const partOf = async (w: World, listId = makeId("list")) => ({
  ...{ listId, chunk: "0", chunks: 1, name: "名单", rows: [await newMember(w)], why },
});
async function stored(w: World) {
  const part = await partOf(w);
  await w.chain.must(PutListChunk, part, w.secondOperator);
  return { listId: part.listId };
}
const naming = (segmentId: string, version = 0) => ({
  ...{ segmentId, version, name: "久未到店", rule, state: "active" as const, why },
});
async function named(w: World) {
  const segmentId = makeId("segment");
  await w.chain.must(PutSegment, naming(segmentId), w.secondOperator);
  return { segmentId };
}

/** Won by a channel of that shop. */
async function memberOf(w: World, storeId: string) {
  const member = await w.chain.member(await channelAt(w, storeId));
  const memberNo = numberOf(member);
  await w.chain.projectAll([`MBR#${memberNo}`]);
  return { memberNo };
}
const tagging = async (w: World, storeId: string) => ({
  ...(await memberOf(w, storeId)),
  tag: "老客",
  isOn: true,
  why,
});

export const operatorRows: readonly Row[] = [
  row(OpenSignIn, anyone, { own: cell(() => ({}), "ok") }),
  // Without the cookie of the browser that shows it, a code is unknown.
  row(TakeSignIn, anyone, {
    anothers: cell(async (w) => {
      const { value } = await new ConsoleBrowser(w.chain).call(OpenSignIn, {});
      return { signInId: value.signInId };
    }, "sign_in_unknown"),
    missing: cell(() => ({ signInId: "0".repeat(26) }), "sign_in_unknown"),
  }),
  row(SignOut, anyone, { own: cell(() => ({}), "ok") }),
  row(BindOwner, members, { missing: cell(() => ({ code: "0123456789", name: "店主" }), "owner_exists") }),
  row(GetConsoleMe, atConsole, { own: cell(() => ({}), "ok") }),
  row(ListSessions, atConsole, { own: cell(() => ({}), "ok") }),
  row(EndSession, atConsole, {
    own: cell((w, caller) => sessionOf(w, w.person(caller)), "ok"),
    anothers: cell((w) => sessionOf(w, w.secondOperator), "session_unknown"),
    missing: cell(() => ({ sessionId: "0".repeat(32) }), "session_unknown"),
  }),
  row(GetApproval, atConsole, {
    own: cell(async (w, caller) => ({ approvalId: await askedBy(w, w.person(caller)) }), {
      ...{ auditor: "approval_over", else: "ok" },
    }),
    anothers: cell(async (w) => ({ approvalId: await askedBy(w, w.secondOperator) }), "approval_over"),
    missing: cell(() => ({ approvalId: makeId("approval") }), "approval_over"),
  }),
  row(PutStore, chiefs, {
    own: cell((w) => ({ storeId: w.shop, facts: shopFacts("人民路店"), why }), "ok"),
    otherShops: cell((w) => ({ storeId: w.otherShop, facts: shopFacts("解放路店"), why }), "ok"),
    missing: cell(() => ({ storeId: makeId("store"), facts: shopFacts("新店"), why }), "ok"),
  }),
  row(GetStore, atConsole, {
    own: cell((w) => ({ storeId: w.shop }), "ok"),
    otherShops: cell((w) => ({ storeId: w.otherShop }), foreignToManagers),
    missing: cell(() => ({ storeId: noStore }), { manager: "not_your_store", else: "store_unknown" }),
  }),
  row(GetReportedPlace, readers, {
    own: cell((w) => ({ storeId: w.shop }), "ok"),
    otherShops: cell((w) => ({ storeId: w.otherShop }), "ok"),
    missing: cell(() => ({ storeId: noStore }), "ok"),
  }),
  row(PutSlipLimits, chiefs, {
    own: cell((w) => ({ storeId: w.shop, limits, why }), "ok"),
    otherShops: cell((w) => ({ storeId: w.otherShop, limits, why }), "ok"),
    missing: cell(() => ({ storeId: noStore, limits, why }), "store_unknown"),
  }),
  row(PutStaff, makers, {
    own: cell(async (w) => hiring(await newMember(w), [w.shop]), "ok"),
    anothers: cell(async (w) => hiring(numberOf(await w.staff("clerk", [w.shop, w.otherShop])), [w.shop]), {
      ...foreignToManagers,
    }),
    otherShops: cell(async (w) => hiring(await newMember(w), [w.otherShop]), foreignToManagers),
    missing: cell((w) => hiring("999999999", [w.shop]), "member_unknown"),
  }),
  row(ListStaff, atConsole, { own: cell(() => ({}), "ok") }),
  row(RemoveOwner, ["owner"], {
    own: cell((w) => ({ memberNo: numberOf(w.person("owner")), why }), "owner_last"),
    anothers: cell(
      async (w) => ({ memberNo: numberOf(await w.secondOwner()), why }),
      "ok",
      (w) => w.oneOwnerAgain(),
    ),
    missing: cell(async (w) => ({ memberNo: await newMember(w), why }), "staff_unknown"),
  }),
  row(MakeInvite, makers, {
    own: cell((w) => inviting([w.shop]), "ok"),
    otherShops: cell((w) => inviting([w.otherShop]), foreignToManagers),
    missing: cell(() => inviting([noStore]), { manager: "not_your_store", else: "store_unknown" }),
  }),
  row(ListInvites, atConsole, { own: cell(() => ({}), "ok") }),
  row(RevokeInvite, makers, {
    own: cell(async (w, caller: Caller) => {
      const { inviteId } = await w.invite(w.person(caller), "clerk", [w.shop]);
      return { inviteId, why };
    }, "ok"),
    anothers: cell(
      async (w) => {
        const { inviteId } = await w.invite(w.secondOperator, "manager", [w.shop]);
        return { inviteId, why };
      },
      { manager: "rank_too_high", else: "ok" },
    ),
    otherShops: cell(async (w) => {
      const { inviteId } = await w.invite(w.secondOperator, "clerk", [w.otherShop]);
      return { inviteId, why };
    }, foreignToManagers),
    missing: cell(() => ({ inviteId: makeId("invite"), why }), "invite_unknown"),
  }),
  row(PutOffer, chiefs, {
    own: cell((w) => {
      const window = { opensAtMs: w.chain.nowMs, closesAtMs: w.chain.nowMs + 86_400_000 };
      return { offerId: makeId("offer"), terms: terms(), stock: 10, ...window, why };
    }, "ok"),
    anothers: cell(async (w) => {
      const window = { opensAtMs: w.chain.nowMs, closesAtMs: w.chain.nowMs + 1_000 };
      return { offerId: await w.chain.offer(), terms: terms({ title: "别的券" }), stock: 7, ...window, why };
    }, "offer_exists"),
  }),
  row(ReviseOffer, chiefs, {
    own: cell(async (w) => ({ ...(await anOffer(w)), ifVersion: 1, terms: terms({ title: "改了" }) }), "ok"),
    missing: cell(() => ({ ...noOffer(), ifVersion: 1, terms: terms() }), "offer_unknown"),
  }),
  row(SetStock, chiefs, {
    own: cell(async (w) => ({ ...(await anOffer(w)), ifStock: 100, stock: 120 }), "ok"),
    missing: cell(() => ({ ...noOffer(), ifStock: 100, stock: 120 }), "offer_unknown"),
  }),
  row(SetDayStock, chiefs, {
    own: cell(async (w) => {
      const offerId = await w.chain.offer({}, { stockPerDay: 10 });
      return { offerId, ifStock: 10, stock: 20, why };
    }, "ok"),
    missing: cell(() => ({ ...noOffer(), ifStock: 10, stock: 20 }), "offer_unknown"),
  }),
  row(CloseOffer, chiefs, offerCells),
  row(ReopenOffer, chiefs, offerCells),
  row(FreezeOffer, chiefs, offerCells),
  row(ThawOffer, chiefs, offerCells),
  row(VoidOffer, chiefs, offerCells),
  row(GetOffer, atConsole, {
    own: cell(async (w) => ({ offerId: await w.chain.offer() }), "ok"),
    missing: cell(() => ({ offerId: makeId("offer") }), "offer_unknown"),
  }),
  row(ListOffers, atConsole, { own: cell(() => ({}), "ok") }),
  row(PutGrantChunk, chiefs, {
    own: cell(async (w) => chunkOf(w, await w.chain.offer()), "ok"),
    anothers: cell(async (w) => {
      const chunk = await chunkOf(w, await w.chain.offer());
      await w.chain.must(PutGrantChunk, chunk, w.secondOperator);
      return chunkOf(w, chunk.offerId, chunk.grantId);
    }, "grant_id_reused"),
    missing: cell((w) => chunkOf(w, makeId("offer")), "offer_unknown"),
  }),
  row(RunGrant, chiefs, {
    own: cell(async (w, caller) => {
      const chunk = await chunkOf(w, await w.chain.offer());
      await w.chain.must(PutGrantChunk, chunk, w.person(caller));
      return { grantId: chunk.grantId };
    }, "ok"),
    missing: cell(() => ({ grantId: makeId("grant") }), "grant_unknown"),
  }),
  row(PutChannel, makers, {
    own: cell((w) => putting(w, newScene(), w.shop), "ok"),
    // Another shop's code, pointed at one's own.
    anothers: cell(async (w) => putting(w, await channelAt(w, w.otherShop), w.shop), foreignToManagers),
    otherShops: cell((w) => putting(w, newScene(), w.otherShop), foreignToManagers),
    missing: cell((w) => putting(w, newScene(), noStore), { manager: "not_your_store", else: "store_unknown" }),
  }),
  row(GetChannelCode, makers, {
    own: cell(async (w) => ({ scene: await channelAt(w, w.shop) }), "ok"),
    otherShops: cell(async (w) => ({ scene: await channelAt(w, w.otherShop) }), foreignToManagers),
    missing: cell(() => ({ scene: newScene() }), "channel_unknown"),
  }),
  row(GetChannelDay, atConsole, {
    own: cell(async (w) => ({ scene: await channelAt(w, w.shop), day: businessDay(w.chain.nowMs) }), "ok"),
    otherShops: cell(async (w) => ({ scene: await channelAt(w, w.otherShop), day: businessDay(w.chain.nowMs) }), {
      ...foreignToManagers,
    }),
    missing: cell((w) => ({ scene: newScene(), day: businessDay(w.chain.nowMs) }), "channel_unknown"),
  }),
  row(GetProgram, readers, { own: cell(() => ({}), "ok") }),
  row(PutProgram, chiefs, {
    own: cell(async (w) => ({ ...(await w.chain.must(GetProgram, {}, w.secondOperator)), why }), "ok"),
    missing: cell(async (w) => {
      const { program } = await w.chain.must(GetProgram, {}, w.secondOperator);
      return { version: 999, program, why };
    }, "program_changed"),
  }),
  row(GetBrand, readers, { own: cell(() => ({}), "ok") }),
  row(PutBrand, chiefs, {
    own: cell(async (w) => ({ ...(await w.chain.must(GetBrand, {}, w.secondOperator)), why }), "ok"),
    missing: cell(() => ({ version: 999, brand: FIRST_BRAND, why }), "brand_changed"),
  }),
  row(AdjustPoints, chiefs, {
    own: cell((w, caller) => {
      return { adjustmentId: makeId("adjustment"), memberNo: numberOf(w.person(caller)), points: 5, why };
    }, "adjust_own"),
    anothers: cell(async (w) => {
      return { adjustmentId: makeId("adjustment"), memberNo: await newMember(w), points: 5, why };
    }, "ok"),
    missing: cell(
      () => ({ adjustmentId: makeId("adjustment"), memberNo: "999999999", points: 5, why }),
      "member_unknown",
    ),
  }),
  row(DecideAdjustment, chiefs, {
    own: cell((w, caller) => adjustmentBy(w, w.person(caller)), "approve_own"),
    anothers: cell((w) => adjustmentBy(w, w.secondOperator), "ok"),
    missing: cell(async (w) => {
      return { adjustmentId: makeId("adjustment"), memberNo: await newMember(w), decision: "approve" };
    }, "adjustment_unknown"),
  }),
  row(GetNight, readers, { own: cell(() => ({}), "ok") }),
  row(ListChannels, readers, { own: cell(() => ({}), "ok") }),
  row(ListAdjustments, readers, { own: cell(() => ({}), "ok") }),
  row(ListAudit, readers, { own: cell(today, "ok") }),
  row(VerifyAudit, readers, { own: cell(() => ({}), "ok") }),
  row(CountAudience, chiefs, {
    own: cell(() => ({ rule }), "ok"),
    missing: cell(() => ({ rule: noList() }), "list_unknown"),
  }),
  row(PutListChunk, chiefs, {
    own: cell((w) => partOf(w), "ok"),
    anothers: cell(async (w) => partOf(w, (await stored(w)).listId), "list_id_reused"),
  }),
  row(ListLists, readers, { own: cell(() => ({}), "ok") }),
  row(GetList, readers, {
    own: cell(stored, "ok"),
    missing: cell(() => ({ listId: makeId("list") }), "list_unknown"),
  }),
  row(PutSegment, chiefs, {
    own: cell(() => naming(makeId("segment")), "ok"),
    anothers: cell(async (w) => naming((await named(w)).segmentId, 1), "ok"),
    missing: cell(() => naming(makeId("segment"), 3), "segment_changed"),
  }),
  row(ListSegments, readers, { own: cell(() => ({}), "ok") }),
  row(GetSegment, readers, {
    own: cell(named, "ok"),
    missing: cell(() => ({ segmentId: makeId("segment") }), "segment_unknown"),
  }),
  row(ListMembers, atConsole, { own: cell(() => ({}), "ok") }),
  row(ShowMember, atConsole, {
    own: cell((w) => memberOf(w, w.shop), "ok"),
    otherShops: cell((w) => memberOf(w, w.otherShop), foreignToManagers),
    missing: cell(() => ({ memberNo: "999999999" }), "member_unknown"),
  }),
  row(SetTag, makers, {
    own: cell((w) => tagging(w, w.shop), "ok"),
    otherShops: cell((w) => tagging(w, w.otherShop), foreignToManagers),
    missing: cell(() => ({ memberNo: "999999999", tag: "老客", isOn: true, why }), "member_unknown"),
  }),
];
