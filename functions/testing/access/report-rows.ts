// The access matrix of home and of the reports.
import { GetChainDay, ListHeld, RankClerks } from "@huike/shared/chain-day";
import { businessDay } from "@huike/shared/day";
import { ExportReport, GetCohorts, GetExportPage, GetFunnel, GetOfferResults, GetShopDays } from "@huike/shared/report";
import { GetTargets, monthOf, PutTargets } from "@huike/shared/target";
import { numberOf, type Person } from "../chain.ts";
import { makeId } from "../made-up.ts";
import { atConsole, cell, makers, type Row, readers, row } from "./row.ts";
import type { World } from "./world.ts";

const noStore = "sto_zzzz";
const today = (w: World) => ({ from: businessDay(w.chain.nowMs), to: businessDay(w.chain.nowMs) });
const thisDay = (w: World) => ({ day: businessDay(w.chain.nowMs) });
const thisMonth = (w: World) => monthOf(businessDay(w.chain.nowMs));
const target = { targets: { each: { members: 30, redemptions: 0 }, clerks: [] }, why: "test" };
async function expecting(w: World, storeId: string) {
  const place = { storeId, month: thisMonth(w) };
  const { version } = await w.chain.must(GetTargets, place, w.person("owner"));
  return { ...target, ...place, ifVersion: version };
}
const foreignToManagers = { manager: "not_your_store", else: "ok" } as const;
const unknownShop = { manager: "not_your_store", else: "store_unknown" } as const;

const exporting = (w: World, storeId: string) => ({
  ...{ exportId: makeId("export"), language: "zh" as const, why: "test" },
  report: { is: "funnel" as const, by: "day" as const, storeId, ...today(w) },
});
async function exported(w: World, person: Person) {
  const { exportId } = await w.chain.must(ExportReport, exporting(w, w.shop), person);
  return { exportId, page: "0" };
}

export const reportRows: readonly Row[] = [
  row(GetChainDay, readers, { own: cell(thisDay, "ok") }),
  // A manager's board and list are of own shops; what is elsewhere is left out of them.
  row(RankClerks, atConsole, { own: cell(thisDay, "ok") }),
  row(ListHeld, atConsole, {
    own: cell((w) => ({ ...thisDay(w), memberNo: numberOf(w.person("clerk")) }), "ok"),
    missing: cell((w) => ({ ...thisDay(w), memberNo: "999999999" }), "ok"),
  }),
  row(GetTargets, atConsole, {
    own: cell((w) => ({ storeId: w.shop, month: thisMonth(w) }), "ok"),
    otherShops: cell((w) => ({ storeId: w.otherShop, month: thisMonth(w) }), foreignToManagers),
    missing: cell((w) => ({ storeId: noStore, month: thisMonth(w) }), unknownShop),
  }),
  row(PutTargets, makers, {
    own: cell((w) => expecting(w, w.shop), "ok"),
    otherShops: cell((w) => expecting(w, w.otherShop), foreignToManagers),
    missing: cell((w) => ({ ...target, storeId: noStore, month: thisMonth(w), ifVersion: 0 }), unknownShop),
  }),
  row(GetFunnel, atConsole, {
    own: cell((w) => ({ by: "shop", storeId: w.shop, ...today(w) }), "ok"),
    otherShops: cell((w) => ({ by: "clerk", storeId: w.otherShop, ...today(w) }), foreignToManagers),
    missing: cell((w) => ({ by: "day", storeId: noStore, ...today(w) }), unknownShop),
  }),
  row(GetOfferResults, atConsole, {
    own: cell((w) => ({ storeId: w.shop, ...today(w) }), "ok"),
    otherShops: cell((w) => ({ storeId: w.otherShop, ...today(w) }), foreignToManagers),
    missing: cell((w) => ({ storeId: noStore, ...today(w) }), unknownShop),
  }),
  row(GetCohorts, atConsole, {
    own: cell((w) => ({ by: "month", storeId: w.shop }), "ok"),
    otherShops: cell((w) => ({ by: "week", storeId: w.otherShop }), foreignToManagers),
    missing: cell(() => ({ by: "month", storeId: noStore }), unknownShop),
  }),
  row(GetShopDays, atConsole, {
    own: cell((w) => ({ measure: "sales", storeId: w.shop, ...today(w) }), "ok"),
    otherShops: cell((w) => ({ measure: "scans", storeId: w.otherShop, ...today(w) }), foreignToManagers),
    missing: cell((w) => ({ measure: "sales", storeId: noStore, ...today(w) }), unknownShop),
  }),
  row(ExportReport, makers, {
    own: cell((w) => exporting(w, w.shop), "ok"),
    otherShops: cell((w) => exporting(w, w.otherShop), foreignToManagers),
    missing: cell((w) => exporting(w, noStore), unknownShop),
  }),
  row(GetExportPage, atConsole, {
    own: cell(
      async (w, caller) =>
        caller === "auditor" ? { exportId: makeId("export"), page: "0" } : exported(w, w.person(caller)),
      { auditor: "export_unknown", else: "ok" },
    ),
    anothers: cell((w) => exported(w, w.secondOperator), "export_unknown"),
    missing: cell(() => ({ exportId: makeId("export"), page: "0" }), "export_unknown"),
  }),
];
