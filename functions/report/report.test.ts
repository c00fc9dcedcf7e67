import { DecideApproval, ListApprovals } from "@huike/shared/approval";
import { ListAudit } from "@huike/shared/audit";
import { businessDay, DAY_MS } from "@huike/shared/day";
import type { RequestOf } from "@huike/shared/endpoint";
import { RecordTouch } from "@huike/shared/member";
import {
  ExportReport,
  GetCohorts,
  GetExportPage,
  GetFunnel,
  GetOfferResults,
  GetShopDays,
  type ReportAsked,
} from "@huike/shared/report";
import { RecordSale } from "@huike/shared/sale";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import { changeOf, recordChange } from "../audit/record-change.ts";
import { daysBefore } from "../chain/roll-day.ts";
import { rollDays } from "../chain/roll-days.ts";
import { type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { ConsoleBrowser } from "../testing/console-browser.ts";
import { makeId } from "../testing/made-up.ts";

const chain = openChain();
const today = () => businessDay(chain.nowMs);
const [EVIL, OTHER] = ['=A1,"店"', "解放路店"];

describe("reports of a week at two shops", () => {
  let owner: Person;
  let manager: Person;
  let clerk: ClerkOnShift;
  let [shop, other, offerId, scene, otherScene] = ["", "", "", "", ""];
  const regulars: Person[] = [];
  let first = "";
  const week = () => ({ from: first, to: daysBefore(first, -6) });

  const awake = async (person: Person): Promise<Person> => ({ ...person, ...(await chain.signIn(person.phone)) });
  async function days(count: number): Promise<void> {
    chain.nowMs += count * DAY_MS;
    [owner, manager] = [await awake(owner), await awake(manager)];
    clerk = { ...clerk, ...(await awake(clerk)) };
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(shop) }, clerk);
  }
  async function use(member: Person, n: number, amountFen: number) {
    const request = await chain.visit(clerk, member, await chain.coupon(member, offerId, n));
    expect(await chain.redeem(clerk, { ...request, amountFen })).toMatchObject({ status: 200 });
    return request;
  }
  async function buy(member: Person, amountFen: number): Promise<void> {
    const { visitToken } = (await chain.lookUp(clerk, member)).value;
    const order = { orderId: makeId("order"), memberNo: numberOf(member), coupons: [] };
    await chain.must(RecordSale, { ...order, visitToken, amountFen }, clerk);
  }
  async function stream(): Promise<void> {
    for (let i = 0; i < 2; i++) await chain.projectAll();
    chain.forget();
  }
  const funnel = (by: RequestOf<typeof GetFunnel>["by"], more: object = {}, who = owner) =>
    chain.must(GetFunnel, { by, ...week(), ...more }, who);

  beforeAll(async () => {
    owner = await chain.owner();
    shop = await chain.shop(EVIL);
    other = await chain.shop(OTHER);
    manager = await chain.clerk([shop], "01");
    await chain.hire(manager, [shop], "01", { role: "manager", name: "店长" });
    clerk = await chain.clerkOnShift(shop, "07");
    offerId = await chain.offer({ perMember: 9 });
    scene = await chain.channel({
      storeId: shop,
      offerId,
      kind: "clerk",
      clerkMemberNo: numberOf(clerk),
      name: "07号",
    });
    otherScene = await chain.channel({ storeId: other, offerId });
    await days(1);
    first = today();
    // Two come by the clerk's code, one by the other shop's; one uses a coupon at once, one after three days.
    for (const code of [scene, scene, otherScene]) regulars.push(await chain.member(code));
    const [early, late, stranger] = regulars as [Person, Person, Person];
    // Of two touches in one millisecond the channel's number decides: a person needs longer.
    chain.nowMs += 1000;
    await chain.must(RecordTouch, { scene: otherScene }, early);
    await use(early, 1, 12_000);
    await stream();
    await days(3);
    await use(await awake(late), 1, 20_000);
    await buy(await awake(early), 3_000);
    const undone = await use(await awake(stranger), 1, 15_000);
    expect(await chain.undo(clerk, undone)).toMatchObject({ status: 200 });
    await stream();
    await days(4);
    await rollDays(chain.env, { hasTime: () => true });
  }, 60_000);

  test("tell from scan to return by day, channel, shop and clerk, and the same in all", async () => {
    const byDay = await funnel("day");
    expect(byDay.lines.map(({ id }) => id)).toEqual(Array.from({ length: 7 }, (_, i) => daysBefore(first, -i)));
    const total = { scans: 4, members: 3, redemptions: 2, undone: 1, returns: 1, sales: 3, salesFen: 31_000 };
    expect(byDay.total).toMatchObject(total);
    expect(byDay).toMatchObject({ missing: 0, more: 0 });
    const byChannel = await funnel("channel");
    expect(byChannel.total).toEqual(byDay.total);
    expect(byChannel.lines).toMatchObject([
      { id: scene, name: "07号", storeId: shop, tally: { scans: 2, members: 2, returns: 1, sales: 3 } },
      { id: otherScene, name: "海报", storeId: other, tally: { scans: 2, members: 1, returns: 0, sales: 0 } },
      { id: "-", tally: { members: 0, claims: 3, redemptions: 2 } },
    ]);
    const byShop = await funnel("shop");
    expect(byShop.lines).toMatchObject([
      {
        id: shop,
        name: EVIL,
        tally: { scans: 2, members: 2, redemptions: 2, undone: 1, returns: 1, salesFen: 31_000 },
      },
      { id: other, name: OTHER, tally: { scans: 2, members: 1, redemptions: 0 } },
    ]);
    expect((await funnel("clerk")).lines).toMatchObject([
      { id: numberOf(clerk), name: "07 店员", tally: { members: 2, redemptions: 2, undone: 1, returns: 1, sales: 3 } },
    ]);
  });

  test("show a manager the own shop's part of each, and of another's nothing", async () => {
    const mine = await funnel("day", {}, manager);
    expect(mine.total).toMatchObject({ scans: 2, members: 2, redemptions: 2, returns: 1 });
    expect((await funnel("shop", {}, manager)).lines.map(({ id }) => id)).toEqual([shop]);
    expect((await funnel("channel", {}, manager)).lines.map(({ id }) => id)).toEqual([scene]);
    expect((await funnel("day", { storeId: other })).total).toMatchObject({ scans: 2, members: 1, redemptions: 0 });
    const foreign = await chain.call(GetFunnel, { by: "day", ...week(), storeId: other }, manager);
    expect(foreign).toMatchObject({ status: 403, error: "not_your_store" });
  });

  test("refuse what is no period", async () => {
    const ask = (from: string, to: string) => chain.call(GetFunnel, { by: "day", from, to }, owner);
    for (const [from, to] of [
      [today(), first],
      [today(), daysBefore(today(), -1)],
      [daysBefore(today(), 400), today()],
    ] as const) {
      expect(await ask(from, to)).toMatchObject({ status: 400, error: "report_period" });
    }
    const wide = { measure: "sales", from: daysBefore(today(), 35), to: today() } as const;
    expect(await chain.call(GetShopDays, wide, owner)).toMatchObject({ status: 400, error: "report_period" });
  });

  test("tell what an offer came to: used after how many days, saved, sold", async () => {
    const { lines } = await chain.must(GetOfferResults, week(), owner);
    expect(lines).toMatchObject([
      { offerId, claims: 3, grants: 0, redemptions: 2, undone: 1, medianDays: 0, savedFen: 4_000, salesFen: 28_000 },
    ]);
  });

  test("tell every shop's days, also of one where nothing was", async () => {
    const asked = { measure: "sales", ...week() } as const;
    const { days: of, lines } = await chain.must(GetShopDays, asked, owner);
    expect(of).toHaveLength(7);
    expect(lines).toMatchObject([
      { storeId: shop, counts: [1, 0, 0, 2, 0, 0, 0] },
      { storeId: other, counts: [0, 0, 0, 0, 0, 0, 0] },
    ]);
  });

  test("tell who came back: of those who joined so long ago only", async () => {
    const { lines } = await chain.must(GetCohorts, { by: "week" }, owner);
    const joined = lines.reduce((sum, { members }) => sum + members, 0);
    expect(joined).toBe((await chain.items()).filter(({ sk }) => sk?.S === "CARD").length);
    // All joined more than seven days ago, but the three of the week: seven days and no more.
    const back = lines.map((line) => line.back[0]);
    expect(back.reduce((sum, one) => sum + (one?.of ?? 0), 0)).toBe(joined - 3);
    expect(back.reduce((sum, one) => sum + (one?.came ?? 0), 0)).toBe(0);
    await days(1);
    chain.forget();
    const later = (await chain.must(GetCohorts, { by: "week", storeId: shop }, manager)).lines;
    expect(later[0]?.back[0]).toEqual({ days: 7, of: 2, came: 2 });
    expect(later[0]?.back[1]).toEqual({ days: 30, of: 0, came: 0 });
  });

  describe("taken away", () => {
    const asked = (report: ReportAsked, exportId = makeId("export")) =>
      ({ exportId, report, language: "zh", why: "给财务" }) as const;
    const byShop = (): ReportAsked => ({ is: "funnel", by: "shop", ...week() });
    let browser: ConsoleBrowser;
    beforeAll(async () => {
      browser = await new ConsoleBrowser(chain).signIn(owner);
    });

    test("needs the phone's yes, is signed for, and is safe to open", async () => {
      const request = asked(byShop());
      const waiting = await browser.call(ExportReport, request);
      expect(waiting).toMatchObject({ status: 428, error: "approval_needed" });
      expect(await browser.call(GetExportPage, { exportId: request.exportId, page: "0" })).toMatchObject({
        status: 404,
      });
      const approvalId = waiting.detail?.approvalId ?? "";
      const [pending] = (await chain.must(ListApprovals, {}, owner)).approvals;
      expect(pending?.action.zh).toBe(`导出报表「漏斗 · 门店」，${week().from} – ${week().to}`);
      await chain.must(DecideApproval, { approvalId, decision: "approve" }, owner);
      const { value } = await browser.call(ExportReport, request, approvalId);
      expect(value).toMatchObject({ rows: 2, pages: 1, file: `漏斗-门店-${week().from}-${week().to}.csv` });
      const { text } = (await browser.call(GetExportPage, { exportId: request.exportId, page: "0" })).value;
      expect(text.startsWith("\uFEFF门店,编号,扫码,")).toBe(true);
      expect(text).toContain(`\r\n"'=A1,""店""",${shop},2,`);
      expect(text).toContain(",310,40\r\n");

      const signed = (await chain.items()).filter(({ pk }) => pk?.S === `EXP#${request.exportId}`);
      await Promise.all(signed.map((item) => recordChange(changeOf("event1", undefined, item), chain.env)));
      const { rows } = await chain.must(ListAudit, { day: today() }, owner);
      const row = rows.find(({ subject }) => subject === "export");
      expect(row).toMatchObject({ by: numberOf(owner), why: "给财务", of: `EXP#${request.exportId} EXPORT` });
      expect(row?.changes).toContainEqual({ name: "rows", after: "2" });
    });

    test("answers a repeat as it did first, refuses its number for another table, and is nobody else's", async () => {
      const request = asked({ is: "offers", ...week() });
      const made = await chain.must(ExportReport, request, owner);
      const [page] = [await chain.must(GetExportPage, { exportId: request.exportId, page: "0" }, owner)];
      expect(await chain.must(ExportReport, request, owner)).toEqual(made);
      expect(await chain.must(GetExportPage, { exportId: request.exportId, page: "0" }, owner)).toEqual(page);
      expect(await chain.call(ExportReport, asked(byShop(), request.exportId), owner)).toMatchObject({
        ...{ status: 409, error: "export_id_reused" },
      });
      expect(await chain.call(GetExportPage, { exportId: request.exportId, page: "0" }, manager)).toMatchObject({
        ...{ status: 404, error: "export_unknown" },
      });
      expect(await chain.call(GetExportPage, { exportId: request.exportId, page: "1" }, owner)).toMatchObject({
        status: 404,
      });
      chain.nowMs += DAY_MS;
      expect(await chain.call(GetExportPage, { exportId: request.exportId, page: "0" }, owner)).toMatchObject({
        status: 404,
      });
    });

    test("names no clerk by more than four digits, and has every table in both languages", async () => {
      const reports: ReportAsked[] = [
        { is: "funnel", by: "clerk", ...week() },
        { is: "funnel", by: "channel", ...week() },
        { is: "cohorts", by: "month" },
        { is: "shop_days", measure: "scans", ...week() },
      ];
      for (const report of reports) {
        for (const language of ["zh", "en"] as const) {
          const request = { ...asked(report), language };
          const { rows } = await chain.must(ExportReport, request, owner);
          const { text } = await chain.must(GetExportPage, { exportId: request.exportId, page: "0" }, owner);
          const lines = text.trimEnd().split("\r\n");
          expect(lines).toHaveLength(rows + 1);
          expect(rows).toBeGreaterThan(0);
          expect(text).not.toContain(numberOf(clerk));
          expect(new Set(lines.map((line) => line.replace(/"[^"]*(""[^"]*)*"/g, "").split(",").length)).size).toBe(1);
        }
      }
    });
  });
});
