import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { CancelCampaign, PauseCampaign, ResumeCampaign } from "@huike/shared/campaign";
import type { CampaignPlan, CampaignTrigger } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import { GetHome } from "@huike/shared/member";
import { PutBirthday } from "@huike/shared/profile";
import { walkAudience } from "../audience/walk-audience.ts";
import { cardFields, cardKey } from "../member/card.items.ts";
import { attributes } from "../platform/table.ts";
import { saleKey } from "../sale/sale.items.ts";
import { CampaignDesk, HOUR_MS, plan, reminder } from "../testing/campaign-desk.ts";
import { CampaignTrial, Killable } from "../testing/campaign-trial.ts";
import { mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { LEASE_MS } from "./hold-chunk.ts";
import { isHeldOut } from "./hold-out.ts";
import { noteOccasions } from "./note-occasions.ts";
import { pushKey } from "./push.items.ts";

/** More calls than a tick of three occasions makes. */
const CUTS = 20;
const notice = { path: "notice", kind: "news", title: "欢迎", text: "很高兴认识你" } as const;

describe("a triggered campaign", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());
  type Images = Map<string, Record<string, AttributeValue>>;

  const imagesNow = async (): Promise<Images> =>
    new Map((await chain.items()).map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]));
  /** What the stream tells of everything that changed since; `times`: how often. */
  const streamSince = async (before: Images, times = 1): Promise<void> => {
    for (const [key, image] of await imagesNow()) {
      const old = before.get(key);
      if (!image.ev || JSON.stringify(old) === JSON.stringify(image)) continue;
      for (let i = 0; i < times; i++) {
        await chain.projectImages([image]);
        await noteOccasions(chain.env, old, image);
      }
    }
  };
  const waitingFor = async (trigger: CampaignTrigger, change: Partial<CampaignPlan> = {}): Promise<string> => {
    const time = { when: "trigger", trigger, untilMs: chain.nowMs + 30 * DAY_MS } as const;
    const campaignId = await desk.approved(plan(notice, { time, ...change }), walkAudience);
    chain.forget();
    return campaignId;
  };
  const tick = () => desk.tick(walkAudience);
  const noteOf = async (person: Person) => (await chain.must(GetHome, {}, person)).wallet?.note?.campaignId;

  test("meets everybody who joins, once, however often the stream tells of it; nobody of before", async () => {
    const before = await chain.member();
    await streamSince(new Map());
    const campaignId = await waitingFor({ on: "joined" });
    let seen = await imagesNow();
    const [a, b] = [await chain.member(), await chain.member()];
    await streamSince(seen, 3);
    for (let i = 0; i < 3; i++) await tick();
    expect(await desk.counts(campaignId)).toEqual({ planned: 2, sent: 2 });
    expect(await Promise.all([before, a, b].map(noteOf))).toEqual([undefined, campaignId, campaignId]);
    // A record of yesterday's told again, and others in the same run.
    chain.nowMs += HOUR_MS / 2;
    await streamSince(seen);
    seen = await imagesNow();
    const c = await chain.member();
    await streamSince(seen);
    await tick();
    expect(await noteOf(c)).toBe(campaignId);
    expect(await desk.counts(campaignId)).toEqual({ planned: 3, sent: 3 });
    // The next day is another run, and nobody of yesterday is in it.
    chain.nowMs += DAY_MS;
    await tick();
    expect(await desk.show(campaignId)).toMatchObject({ run: 2, state: "running", counts: { planned: 0 } });
    chain.nowMs = mondayMs;
    await chain.must(CancelCampaign, { campaignId, why: "t" }, await chain.owner());
  }, 60_000);

  test("asks the audience, holds out, waits through a pause and the night, and ends when it is cancelled", async () => {
    await desk.rules({ perWeek: 7 });
    const owner = await chain.owner();
    const trigger = { on: "joined" } as const;
    const nobody = await waitingFor(trigger, { audience: { is: "level", min: 9 } });
    const half = await waitingFor(trigger, { holdOutPermille: 500 });
    const message = await waitingFor(trigger, { content: reminder });
    const seen = await imagesNow();
    const people = [await chain.member(), await chain.member(), await chain.member(), await chain.member()];
    for (const person of people) await desk.put("views", { ...pushKey(numberOf(person)), con_expiring: 1 });
    await streamSince(seen);
    chain.nowMs = mondayMs + 8 * HOUR_MS;
    chain.forget();
    // Ten in the evening: lines go, messages wait.
    await desk.tick(walkAudience);
    expect(await desk.counts(nobody)).toEqual({});
    const held = people.filter((person) => isHeldOut(half, numberOf(person), 500)).length;
    const { heldOut = 0, sent = 0 } = await desk.counts(half);
    expect({ heldOut, sent }).toEqual({ heldOut: held, sent: 4 - held });
    expect(await desk.counts(message)).toMatchObject({ planned: 4, waiting: 4, quiet: 4 });
    const steer = { campaignId: message, why: "t" };
    chain.nowMs = mondayMs;
    expect(await chain.call(PauseCampaign, steer, owner)).toMatchObject({ status: 200 });
    await tick();
    expect(desk.sent).toEqual([]);
    expect(await chain.call(ResumeCampaign, steer, owner)).toMatchObject({ status: 200 });
    await tick();
    expect(new Set(desk.sent).size).toBe(4);
    expect(desk.sent).toHaveLength(4);
    expect(await chain.call(CancelCampaign, steer, owner)).toMatchObject({ status: 200 });
    await tick();
    const triggers = (await chain.items()).filter(({ pk, sk }) => pk?.S === "TRIGGERS" && sk?.S === message);
    expect(triggers).toEqual([]);
    for (const campaignId of [nobody, half]) await chain.must(CancelCampaign, { campaignId, why: "t" }, owner);
  }, 60_000);

  test("meets a member after a redemption once a day, and is not credited with the purchase that was the occasion", async () => {
    const clerk = await chain.clerkOnShift(await chain.shop());
    const offerId = await chain.offer({ perMember: 3 });
    const person = await chain.member();
    await streamSince(new Map());
    const campaignId = await waitingFor({ on: "redeemed" });
    const use = async (n: number) => {
      const seen = await imagesNow();
      const coupon = await chain.coupon(person, offerId, n);
      const request = { ...(await chain.visit(clerk, person, coupon)), amountFen: 10_000 };
      expect(await chain.redeem(clerk, request)).toMatchObject({ status: 200 });
      await streamSince(seen);
      await chain.projectAll();
      await tick();
    };
    await use(1);
    expect(await desk.counts(campaignId)).toEqual({ planned: 1, sent: 1 });
    await chain.projectAll();
    expect((await desk.show(campaignId)).brought).toMatchObject({ sales: 0, claimed: 0 });
    chain.nowMs += HOUR_MS / 2;
    await use(2);
    await chain.projectAll();
    expect(await desk.counts(campaignId)).toEqual({ planned: 1, sent: 1 });
    expect((await desk.show(campaignId)).brought).toMatchObject({ sales: 1, claimed: 1, redeemed: 1 });
    await chain.must(CancelCampaign, { campaignId, why: "t" }, await chain.owner());
  }, 60_000);

  test("meets a member who rises a level, not one who falls", async () => {
    const [person, other] = [await chain.member(), await chain.member()];
    await streamSince(new Map());
    const campaignId = await waitingFor({ on: "level_up" });
    const card = { at: mondayMs, agr: "2026-11", gen: 0, pts: 0 };
    const imageOf = (who: Person, lvl: number) =>
      attributes({ ...cardKey(numberOf(who)), ...cardFields({ ...card, lvl }) });
    for (let i = 0; i < 2; i++) await noteOccasions(chain.env, imageOf(person, 1), imageOf(person, 2));
    await noteOccasions(chain.env, imageOf(other, 2), imageOf(other, 1));
    await noteOccasions(chain.env, imageOf(other, 1), imageOf(other, 1));
    await tick();
    await tick();
    expect(await desk.counts(campaignId)).toEqual({ planned: 1, sent: 1 });
    await chain.must(CancelCampaign, { campaignId, why: "t" }, await chain.owner());
  }, 60_000);

  test("asks once a day who was not there for so long, whose coupon ends, and whose birthday comes", async () => {
    const owner = await chain.owner();
    const [seen, ending, fresh, born] = [
      ...[await chain.member(), await chain.member()],
      ...[await chain.member(), await chain.member()],
    ] as [Person, Person, Person, Person];
    // Thursday; two days before it is Tuesday.
    await chain.must(PutBirthday, { birthday: 108 }, born);
    const sale = { st: "s", at: mondayMs - 8 * DAY_MS, pay: 3_000, off: 0, sto: makeId("store"), ev: 1 };
    await desk.put("app", { ...saleKey(numberOf(seen), makeId("order")), ...sale });
    await desk.put("app", { ...saleKey(numberOf(fresh), makeId("order")), ...sale, at: mondayMs - DAY_MS });
    const offerId = await chain.offer({ validity: { kind: "after_claim", days: 3 } });
    await chain.coupon(ending, offerId);
    await chain.projectAll([seen, ending, fresh, born].map((person) => cardKey(numberOf(person)).pk));
    // At nine in the evening of Monday, and of every further day.
    const minute = 21 * 60;
    const unseen = await waitingFor({ on: "unseen", days: 9, minute });
    const expiring = await waitingFor({ on: "expiring", days: 1, minute });
    const birthday = await waitingFor({ on: "birthday", days: 2, minute });
    const metBy = async (campaignId: string) => {
      const all = (await chain.items("views")).filter(({ pk }) => pk?.S?.startsWith("MBR#"));
      const mark = campaignId.slice("cmp_".length);
      return all.filter((item) => JSON.stringify(item).includes(`"${mark}.`)).map(({ pk }) => pk?.S?.slice(4));
    };
    for (let day = 0; day < 4; day++) {
      chain.nowMs = mondayMs + day * DAY_MS + 7 * HOUR_MS + 60_000;
      for (let i = 0; i < 2; i++) await tick();
      // Every day's tick counts once: eight days ago on Monday are nine on Tuesday.
      if (day === 0) expect(await metBy(unseen)).toEqual([]);
    }
    expect(await metBy(unseen)).toEqual([numberOf(seen)]);
    expect(await metBy(expiring)).toEqual([numberOf(ending)]);
    expect(await metBy(birthday)).toEqual([numberOf(born)]);
    chain.nowMs = mondayMs;
    for (const campaignId of [unseen, expiring, birthday])
      await chain.must(CancelCampaign, { campaignId, why: "t" }, owner);
  }, 60_000);

  test("a worker cut at each of its table calls, another beside it: no occasion is met twice, none is lost", async () => {
    await desk.rules({ perWeek: 7 });
    const trial = new CampaignTrial(chain);
    const campaignId = await waitingFor({ on: "joined" }, { content: reminder });
    const people = await desk.members(3 * CUTS, 1);
    await chain.projectAll(people.map((memberNo) => cardKey(memberNo).pk));
    const endpoint = await chain.tables.client.config.endpoint?.();
    const address = `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`;
    /** Ends when it is through, or with its `calls`-th call of the table: never sent, or sent and not heard of. */
    const cutAt = (calls: number) => {
      const worker = new Killable(chain.tables, address);
      let made = 0;
      const cut = new Promise<void>((resolve) => {
        for (const client of [worker.tables.client, worker.tables.once]) {
          client.middlewareStack.add(
            (next) => async (args) => {
              made += 1;
              if (made === calls && calls % 2 === 0) worker.kill();
              const answer = next(args);
              if (made === calls) {
                await Promise.race([answer, new Promise((late) => setTimeout(late, 20))]);
                worker.kill();
                resolve();
              }
              return answer;
            },
            { step: "initialize", name: "cut", priority: "high" },
          );
        }
      });
      return Promise.race([trial.tick(walkAudience, trial.env(worker.tables, worker.send)), cut]);
    };
    const images = await imagesNow();
    for (let cut = 1; cut <= CUTS; cut++) {
      for (const memberNo of people.slice(3 * (cut - 1), 3 * cut)) {
        const image = images.get(`${cardKey(memberNo).pk} CARD`);
        if (image) await noteOccasions(chain.env, undefined, image);
      }
      await Promise.all([cutAt(cut), ...(cut % 3 === 0 ? [trial.tick(walkAudience)] : [])]);
      // What the dead one held is free when its lease is over.
      chain.nowMs += LEASE_MS + 1;
    }
    for (let i = 0; i < 3; i++) {
      await trial.tick(walkAudience);
      chain.nowMs += LEASE_MS + 1;
    }
    const { planned, sent, inDoubt, waiting } = await trial.counts(campaignId);
    const all = 3 * CUTS;
    expect({ planned, waiting, all: sent + inDoubt }).toEqual({ planned: all, waiting: 0, all });
    expect(new Set(trial.arrived).size).toBe(trial.arrived.length);
    expect(trial.arrived.length).toBeGreaterThanOrEqual(sent);
    expect(inDoubt).toBeLessThan(all / 2);
    process.stdout.write(
      `${all} occasions, ${CUTS} workers cut: ${trial.arrived.length} arrived, ${inDoubt} in doubt\n`,
    );
  }, 120_000);
});
