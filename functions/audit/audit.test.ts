// Who of the staff did what: a row for each write they sign and for no other, once an event; closed days sealed, and
// whatever is changed in one found.
import { spawnSync } from "node:child_process";
import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { AdjustPoints, DecideAdjustment } from "@huike/shared/adjustment";
import { ListAudit, VERIFY_DAYS_MAX, VerifyAudit } from "@huike/shared/audit";
import { CancelCampaign, PutCampaign } from "@huike/shared/campaign";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { MakeInvite, RevokeInvite } from "@huike/shared/invite";
import { CloseOffer, SetStock, VoidOffer } from "@huike/shared/offer-life";
import { attributes, fields, type Item } from "../platform/table.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import {
  auditRange,
  type ChangeItem,
  rowHash,
  SEALED_FROM_MS,
  type SealItem,
  sealHash,
  sealKey,
} from "./audit.items.ts";
import { changeOf, recordChange } from "./record-change.ts";
import { sealDays } from "./seal-days.ts";

type Image = Parameters<typeof changeOf>[2];

describe("the audit", () => {
  const chain = openChain();
  let events = 0;
  let before = new Map<string, Image>();
  let owner: Person;
  let offerId: string;

  /** DynamoDB gives attributes in no order. */
  const textOf = (item: Image | undefined) =>
    JSON.stringify(Object.entries(item ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  const keyOf = (item: Image): string => `${item.pk?.S} ${item.sk?.S}`;
  const bounds = { hasTime: () => true };

  /** What the stream would bring of everything since the last call. */
  async function stream(): Promise<{ eventId: string; old: Image | undefined; image: Image }[]> {
    const after = new Map((await chain.items()).map((item) => [keyOf(item), item]));
    const changed = [...after].filter(([key, item]) => textOf(item) !== textOf(before.get(key)));
    const records = changed.map(([key, image]) => ({ eventId: `event${++events}`, old: before.get(key), image }));
    before = after;
    return records;
  }

  async function bring(times = 1): Promise<void> {
    const records = await stream();
    const again = Array.from({ length: times }, () => records).flat();
    await Promise.all(again.map(({ eventId, old, image }) => recordChange(changeOf(eventId, old, image), chain.env)));
  }

  const today = () => businessDay(chain.nowMs);
  /** Sessions end while the days go by. */
  const awake = () => chain.signIn(owner.phone);
  const rows = async (day = today()) => (await chain.must(ListAudit, { day }, await awake())).rows;
  const verify = async (from?: string) => chain.must(VerifyAudit, from === undefined ? {} : { from }, await awake());
  const whats = async () => (await verify()).faults.map(({ day, what }) => `${day} ${what}`);

  beforeAll(async () => {
    owner = await chain.owner();
    offerId = await chain.offer({}, { stock: 100 });
    await bring();
  });

  async function put(item: Item): Promise<void> {
    await chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.views, Item: attributes(item) }));
  }

  async function take({ pk, sk }: { pk: string; sk: string }): Promise<void> {
    await chain.tables.client.send(
      new DeleteItemCommand({ TableName: chain.tables.views, Key: attributes({ pk, sk }) }),
    );
  }

  test("says who changed what, when and why, and what stood before and after", async () => {
    chain.nowMs += 60_000;
    await chain.must(SetStock, { offerId, ifStock: 100, stock: 150, why: "周末人多" }, owner);
    await bring();
    const [newest] = await rows();
    expect(newest).toMatchObject({
      subject: "stock",
      of: `OFR#${offerId} STOCK`,
      atMs: chain.nowMs,
      by: numberOf(owner),
      why: "周末人多",
      changes: [
        { name: "cap", before: "100", after: "150" },
        { name: "rest", before: "100", after: "150" },
      ],
    });
  });

  test("says who decided on what another had made, and when", async () => {
    const operator = await chain.member();
    await chain.hire(operator, [], "09", { role: "operator" });
    const sent = { offerId: await chain.offer(), adjustmentId: makeId("adjustment"), campaignId: makeId("campaign") };
    const inviteId = makeId("invite");
    const memberNo = numberOf(await chain.member());
    const invited = { name: "李雷", clerkNo: "21", role: "manager" as const, storeIds: [await chain.shop()] };
    const plan = {
      ...{ name: "周末", audience: { is: "all" as const, of: [] }, time: { when: "now" as const }, holdOutPermille: 0 },
      content: { path: "notice" as const, kind: "news" as const, title: "新品", text: "本周上新" },
    };
    await chain.must(MakeInvite, { inviteId, ...invited, why: "新店长" }, operator);
    await chain.must(
      AdjustPoints,
      { adjustmentId: sent.adjustmentId, memberNo, points: 900_000, why: "补分" },
      operator,
    );
    await chain.must(PutCampaign, { campaignId: sent.campaignId, plan, why: "周末" }, operator);
    await bring();
    chain.nowMs += 60_000;
    await chain.must(VoidOffer, { offerId: sent.offerId, why: "停办" }, owner);
    await chain.must(RevokeInvite, { inviteId, why: "不来了" }, owner);
    await chain.must(DecideAdjustment, { adjustmentId: sent.adjustmentId, memberNo, decision: "decline" }, owner);
    await chain.must(CancelCampaign, { campaignId: sent.campaignId, why: "不办了" }, owner);
    await bring();
    const decided = (await rows()).filter(({ atMs }) => atMs === chain.nowMs);
    const said = decided.map(({ subject, by, why }) => [subject, by, why]).sort();
    const me = numberOf(owner);
    expect(said).toEqual([
      ["campaign", me, "不办了"],
      ["correction", me, "declined"],
      ["invite", me, "不来了"],
      ["offer", me, "停办"],
      ["voiding", me, "停办"],
    ]);
    expect(decided.find(({ subject }) => subject === "campaign")?.changes).toEqual([
      { name: "st", before: '"draft"', after: '"cancelled"' },
    ]);
  });

  test("has one row an event, however often the event comes", async () => {
    chain.nowMs += 60_000;
    const seen = (await rows()).length;
    await chain.must(CloseOffer, { offerId, why: "卖完即止" }, owner);
    await bring(5);
    expect((await rows()).length).toBe(seen + 1);
  });

  test("has nothing of what nobody of the staff wrote, not even on what they had signed", async () => {
    const open = await chain.offer({}, { stock: 5 });
    await bring();
    const seen = (await rows()).length;
    await chain.coupon(await chain.member(), open);
    const records = await stream();
    expect(records.map(({ image }) => keyOf(image))).toContain(`OFR#${open} STOCK`);
    expect(records.filter(({ image }) => image.by)).toEqual([]);
    await Promise.all(records.map((one) => recordChange(changeOf(one.eventId, one.old, one.image), chain.env)));
    expect((await rows()).length).toBe(seen);
  });

  test("is read by those who may and nobody else, a page at a time", async () => {
    const shop = await chain.shop();
    const clerk = await chain.clerk([shop]);
    expect((await chain.call(ListAudit, { day: today() }, clerk)).status).toBe(403);
    expect((await chain.call(VerifyAudit, {}, clerk)).status).toBe(403);
    for (let i = 0; i < 30; i++) await chain.offer();
    await bring();
    const first = await chain.must(ListAudit, { day: today() }, owner);
    expect(first.next).toBeDefined();
    const all = [...first.rows];
    for (let next = first.next; next; ) {
      const page = await chain.must(ListAudit, { day: today(), after: next }, owner);
      all.push(...page.rows);
      next = page.next;
    }
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(90);
    expect(all.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs).sort((a, b) => b - a));
    const others = await chain.must(ListAudit, { day: today(), by: "999999999" }, owner);
    expect(others.rows).toEqual([]);
  });

  describe("of closed days", () => {
    const days: string[] = [];

    beforeAll(async () => {
      for (let i = 0; i < 4; i++) {
        days.push(today());
        await chain.offer();
        await bring();
        await sealDays(chain.env, bounds);
        chain.nowMs += DAY_MS;
      }
      chain.nowMs += SEALED_FROM_MS;
      await sealDays(chain.env, bounds);
    });

    const rowsOf = async (day: string) => {
      const { pk } = auditRange(day);
      const items = (await chain.items("views")).filter((item) => item.pk?.S === pk);
      return items.map((item) => fields<ChangeItem & { pk: string; sk: string }>(item));
    };
    const sealOf = async (day: string) => {
      const { pk, sk } = sealKey(day);
      const item = (await chain.items("views")).find((one) => one.pk?.S === pk && one.sk?.S === sk);
      return fields<SealItem & { pk: string; sk: string }>(item ?? {});
    };
    const second = () => days[1] ?? "";

    test("is sealed in order and found whole", async () => {
      const { faults, days: verified, rows: seen, last } = await verify();
      expect(faults).toEqual([]);
      expect(verified).toBeGreaterThanOrEqual(4);
      expect(seen).toBeGreaterThan(100);
      expect(last?.day).toBe(days[3]);
      const { seal } = await chain.must(ListAudit, { day: second() }, owner);
      expect(seal?.rows).toBe((await rowsOf(second())).length);
    });

    test("is verified by the command line too", async () => {
      const at = await chain.tables.client.config.endpoint?.();
      const env = {
        ...process.env,
        VIEWS_TABLE: chain.tables.views,
        DYNAMODB_ENDPOINT: `${at?.protocol}//${at?.hostname}:${at?.port}`,
      };
      const run = () => spawnSync(process.execPath, ["--import", "tsx", "functions/entry/verify-audit.ts"], { env });
      const { last } = await verify();
      const lines = run().stdout.toString().trim().split("\n");
      // The calendar of the command line is the world's: months have passed there without a seal.
      expect(lines).toContain(`last seal ${last?.day} ${last?.hash}`);
      expect(lines.at(-1)).toMatch(/^\d+ days, \d+ rows, 1 faults$/);
      const [row] = await rowsOf(second());
      if (!row) throw new Error("a day of a new offer has rows");
      await put({ ...row, why: "没有这回事" });
      const { status, stdout } = run();
      expect(stdout.toString()).toContain(`${second()}: This row was changed`);
      expect(status).toBe(1);
      await put(row);
    }, 60_000);

    test("a changed row is found, and its day too when the row's mark was changed with it", async () => {
      const [row] = await rowsOf(second());
      if (!row) throw new Error("a day of a new offer has rows");
      const changed = { ...row, why: "没有这回事" };
      await put(changed);
      expect((await verify()).faults).toEqual([
        { day: second(), what: "row_changed", eventId: row.sk.slice(row.sk.indexOf("#") + 1) },
      ]);
      await put({ ...changed, h: rowHash(changed, changed) });
      expect(await whats()).toEqual([`${second()} rows_differ`]);
      await put(row);
      expect(await whats()).toEqual([]);
    });

    test("a row taken away or added is found", async () => {
      const [row] = await rowsOf(second());
      if (!row) throw new Error("a day of a new offer has rows");
      await take(row);
      expect(await whats()).toEqual([`${second()} rows_differ`]);
      await put(row);
      const added = { ...row, sk: `${row.sk}x` };
      await put({ ...added, h: rowHash(added, added) });
      expect(await whats()).toEqual([`${second()} rows_differ`]);
      await take(added);
      expect(await whats()).toEqual([]);
    });

    test("a seal made anew is found by the next day's, one that is missing by its gap, the newest by the calendar", async () => {
      const [row] = await rowsOf(second());
      const seal = await sealOf(second());
      if (!row) throw new Error("a day of a new offer has rows");
      await take(row);
      const left = (await rowsOf(second())).map(({ h }) => h);
      await put({ ...seal, n: left.length, hash: sealHash(seal.prev, second(), left) });
      expect(await whats()).toEqual([`${days[2]} link_broken`]);
      await put(row);
      await take(seal);
      expect(await whats()).toEqual([`${second()} seal_missing`]);
      await put(seal);
      const newest = await sealOf(days[3] ?? "");
      await take(newest);
      chain.nowMs += 3 * DAY_MS;
      expect(await whats()).toEqual([`${days[3]} seal_missing`]);
      await put(newest);
    });

    test("what comes late stands under the day it came on, and breaks no seal", async () => {
      await chain.must(VoidOffer, { offerId, why: "停办" }, await awake());
      const records = await stream();
      chain.nowMs += 2 * DAY_MS;
      await Promise.all(records.map((one) => recordChange(changeOf(one.eventId, one.old, one.image), chain.env)));
      const late = await rows();
      expect(late.length).toBeGreaterThan(0);
      expect(late.every(({ isLate }) => isLate)).toBe(true);
      await sealDays(chain.env, bounds);
      expect(await whats()).toEqual([]);
    });

    test("is verified a month at a time, to the end, and sealed by several at once as by one", async () => {
      chain.nowMs += 70 * DAY_MS;
      await Promise.all([1, 2, 3].map(() => sealDays(chain.env, bounds)));
      await sealDays(chain.env, bounds);
      let days = 0;
      let from: string | undefined;
      do {
        const part = await verify(from);
        expect(part.faults).toEqual([]);
        expect(part.days).toBeLessThanOrEqual(VERIFY_DAYS_MAX + 1);
        days += part.days;
        from = part.next;
      } while (from);
      expect(days).toBeGreaterThan(70);
    });
  });
});
