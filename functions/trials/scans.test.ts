// Scans in any order: pushes overtake each other, a phone's request is repeated, instances' clocks differ. The same set
// of scans is taken in in several orders, some of them twice and many at once, each time by people of their own; what is
// on record afterwards is the same to the byte. HUIKE_TRIAL_SCANS=10000 takes in ten thousand a round.
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import type { PushItem } from "../follow/follow.items.ts";
import { takeInPush } from "../follow/take-in-push.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { userOfCode } from "../platform/wechat/login.ts";
import { openMemberSession } from "../session/open-session.ts";
import { type IdentityItem, identityKey } from "../session/person.items.ts";
import { recordTouch } from "../session/record-touch.ts";
import { mondayMs, openChain } from "../testing/chain.ts";
import { inTurns } from "../testing/in-turns.ts";
import { seededRandom, shuffled } from "../testing/seeded-random.ts";

const SCANS = Number(process.env.HUIKE_TRIAL_SCANS ?? 600);
const PEOPLE = Math.ceil(SCANS / 30);
const CHANNELS = 6;
const ROUNDS = 3;
const AT_ONCE = 24;
const SPAN_MS = 2 * 86_400_000;
const REPEATED = 0.1;

/** `kind`: a push about a fan, a sign-in by a code, or a touch of a phone that has a session. */
type Scan = { readonly person: number; readonly channel: number; readonly atMs: number } & {
  readonly kind: "subscribe" | "SCAN" | "unsubscribe" | "sign_in" | "touch";
};
const KINDS = ["subscribe", "SCAN", "SCAN", "unsubscribe", "sign_in", "touch", "touch"] as const;

describe(`${SCANS} scans in ${ROUNDS} orders`, () => {
  const chain = openChain();
  const random = seededRandom(10_000);
  const draw = (below: number) => Math.floor(random() * below);
  let scenes: string[];
  const scans = Array.from(
    { length: SCANS },
    (): Scan => ({
      ...{ person: draw(PEOPLE), channel: draw(CHANNELS), kind: KINDS[draw(KINDS.length)] ?? "SCAN" },
      // Whole seconds and few of them, so that many fall together.
      atMs: mondayMs + 1_000 * draw(SPAN_MS / 20_000) * 20,
    }),
  );

  beforeAll(async () => {
    const [storeId, offerId] = [await chain.shop(), await chain.offer()];
    scenes = [];
    for (let i = 0; i < CHANNELS; i++) scenes.push(await chain.channel({ storeId, offerId }));
    await chain.inWechat("/settings", { unionid: false });
  });

  /** The instant of a scan is the server's when it is taken in; for a push, WeChat's. */
  const takeIn = async (round: number, { kind, person, channel, atMs }: Scan): Promise<void> => {
    const scene = scenes[channel] ?? "";
    const phone = `scanner-${round}-${person}`;
    const env: Env = { ...chain.env, nowMs: () => atMs };
    if (kind === "sign_in") {
      const session = await openMemberSession(undefined, { code: await chain.loginCode(phone), scene }, env);
      expect(session.ok).toBe(true);
    } else if (kind === "touch") {
      const session = { isMember: false, generation: 0, touched: [], expiresAtMs: 0 };
      expect((await recordTouch({ claims: { ...session, ...(await whoIs(phone)) } }, { scene }, env)).ok).toBe(true);
    } else {
      const push: PushItem = { kind, from: fanOf(round, person), atS: atMs / 1000, recv: atMs };
      await takeInPush(kind === "unsubscribe" ? push : { ...push, scene }, {
        ...env,
        serviceAccount: nobodyKnows(env),
      });
    }
  };

  /** WeChat's answer for every fan: no unionid. It is asked in its own trials. */
  const nobodyKnows = ({ serviceAccount }: Env): Env["serviceAccount"] => ({
    ...serviceAccount,
    sendAsApp: async () => ({ contentType: "", body: Buffer.from('{"subscribe":1}') }),
  });

  const openids = new Map<string, Promise<string>>();
  const openidOf = (phone: string): Promise<string> => {
    const asked = async () => (await userOfCode(chain.env.wechat, await chain.loginCode(phone))).openid;
    const known = openids.get(phone) ?? asked();
    openids.set(phone, known);
    return known;
  };
  /** What a phone's session says: a person where one is known, else a guest. */
  const whoIs = async (phone: string): Promise<{ memberNo: string } | { openid: string }> => {
    const openid = await openidOf(phone);
    const identity = await getItem<IdentityItem>(chain.tables, identityKey(openid), { consistent: true });
    return identity ? { memberNo: identity.mbr } : { openid };
  };
  const fanOf = (round: number, person: number) => `fan-${round}-${person}`;

  /** First touch, state and gift of every fan and person, and every touch, by name and not by number. */
  const recordOf = async (round: number): Promise<string[]> => {
    const items = await chain.items();
    const numbers = new Map<string, number>();
    for (let person = 0; person < PEOPLE; person++) {
      numbers.set(`FAN#${fanOf(round, person)}`, person);
      const openid = await openidOf(`scanner-${round}-${person}`);
      const identity = items.find((item) => item.pk?.S === `OID#mini:${openid}`);
      if (identity) numbers.set(`MBR#${identity.mbr?.S}`, person);
    }
    return items.flatMap((item) => recordLine(item, numbers.get(item.pk?.S ?? ""))).sort();
  };

  test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    "order %i leaves the same record",
    async (round) => {
      const order = shuffled([...scans, ...scans.filter(() => random() < REPEATED)], random);
      await inTurns(order, AT_ONCE, (scan) => takeIn(round, scan));
      expect(await recordOf(round)).toEqual(expectedRecord(scans, scenes));
    },
    3_600_000,
  );
});

function recordLine(item: Record<string, AttributeValue>, person: number | undefined): string[] {
  const sk = item.sk?.S ?? "";
  if (person === undefined) return [];
  const half = item.pk?.S?.slice(0, 3);
  if (sk.startsWith("TCH#")) return [`${half} ${person} ${sk} ${item.at?.N}`];
  if (sk === "FAN") return [`FAN ${person} src ${item.src?.S} ${item.srcAt?.N} ${item.st?.S} ${item.stAt?.N}`];
  return sk === "PERSON" ? [`MBR ${person} src ${item.src?.S} ${item.srcAt?.N}`] : [];
}

/** What the scans say in themselves: the oldest touch wins, the newest event is the state. */
function expectedRecord(scans: readonly Scan[], scenes: readonly string[]): string[] {
  const seen = scans.map((scan) => ({
    ...scan,
    scene: scenes[scan.channel] ?? "",
    half: scan.kind === "sign_in" || scan.kind === "touch" ? "MBR" : "FAN",
    st: scan.kind === "unsubscribe" ? "left" : "following",
  }));
  const touches = seen.filter(({ kind }) => kind !== "unsubscribe").sort(byTimeThen("scene"));
  const events = seen.filter(({ half }) => half === "FAN").sort(byTimeThen("st"));
  const sources = firstOf(touches, ({ half, person }) => `${half} ${person}`);
  const states = firstOf(events.reverse(), ({ person }) => `FAN ${person}`);
  const sourceOf = (key: string, unit: number) => {
    const first = sources.get(key);
    return `${key} src ${first?.scene} ${first && first.atMs / unit}`;
  };
  const dayOf = ({ scene, atMs }: { scene: string; atMs: number }) => `TCH#${scene}#${calendarDay(atMs)}`;
  const kept = firstOf(touches, (touch) => `${touch.half} ${touch.person} ${dayOf(touch)}`);
  return [
    ...[...kept].map(([key, { atMs }]) => `${key} ${atMs}`),
    ...[...sources.keys()].filter((key) => key.startsWith("MBR")).map((key) => sourceOf(key, 1)),
    ...[...states].map(([key, { st, atMs }]) => `${sourceOf(key, 1_000)} ${st} ${atMs / 1_000}`),
  ].sort();
}

const byTimeThen =
  <K extends string>(name: K) =>
  (a: { atMs: number } & Record<K, string>, b: { atMs: number } & Record<K, string>): number =>
    a.atMs - b.atMs || (a[name] < b[name] ? -1 : 1);

function firstOf<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T> {
  const first = new Map<string, T>();
  for (const thing of things) if (!first.has(keyOf(thing))) first.set(keyOf(thing), thing);
  return first;
}
