// WeChat's pushes as they really come: each in a request of its own time, nonce and seal, the same one a hundred times,
// among others of other people, in any order and at once; then the inbox stream, out of order and more than once.
import { GetChannelCode } from "@huike/shared/channel";
import { AGREEMENT_VERSION, Join } from "@huike/shared/member";
import { callbackRequest, type Push as Letter } from "../../dev/wechat/callback-request.ts";
import type { PushItem } from "../follow/follow.items.ts";
import { takeInPush } from "../follow/take-in-push.ts";
import { fields } from "../platform/table.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { inTurns } from "../testing/in-turns.ts";
import { seededRandom, shuffled } from "../testing/seeded-random.ts";

const FOLLOWERS = 12;
const REPEATS = 100;
/** WeChat's own: three deliveries, five seconds apart. */
const RETRIES = [0, 5_000, 10_000];
const AT_ONCE = 40;

type Event = { readonly openid: string; readonly event: string; readonly eventKey: string; readonly atS: number };

describe("a genuine push a hundred times, shuffled among others and at once", () => {
  const chain = openChain();
  const random = seededRandom(100);
  let scenes: [string, string];
  let offers: [string, string];
  let events: Event[];
  let early: Person[];

  beforeAll(async () => {
    const storeId = await chain.shop();
    offers = [await chain.offer(), await chain.offer()];
    scenes = [
      await chain.channel({ storeId, offerId: offers[0] }),
      await chain.channel({ storeId, offerId: offers[1] }),
    ];
    for (const scene of scenes) await chain.must(GetChannelCode, { scene, code: "follow" }, await chain.owner());
    early = await joinAll(0, FOLLOWERS / 2);
    events = (await openids()).flatMap((openid, i) => historyOf(openid, i));
  }, 60_000);

  const phoneOf = (i: number) => `crowd-${i}`;
  const joinAll = async (from: number, to: number) => {
    const people: Person[] = [];
    for (let i = from; i < to; i++) {
      const person = await chain.signIn(phoneOf(i));
      const { session } = await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person);
      people.push({ ...person, session });
    }
    return people;
  };

  /** They follow at WeChat, which holds every push back: the trial sends them itself. */
  const openids = async (): Promise<string[]> => {
    await chain.inWechat("/settings", { isHolding: true });
    for (let i = 0; i < FOLLOWERS; i++) {
      chain.nowMs += 1_000;
      await chain.inWechat(`/phones/${phoneOf(i)}/follow`, { scene: scenes[0] });
    }
    const query = { next_openid: "" };
    const list = { method: "GET", path: "/cgi-bin/user/get", query, isRepeatable: true } as const;
    const { body } = await chain.env.serviceAccount.sendAsApp(list);
    return (JSON.parse(body.toString()) as { data: { openid: string[] } }).data.openid;
  };

  /** Follows by one channel, scans the other, leaves, and follows again by the other; who is odd ends by leaving. */
  const historyOf = (openid: string, i: number): Event[] => {
    const atS = Math.floor(chain.nowMs / 1000) + i;
    const [one, other] = i % 3 === 0 ? [scenes[1], scenes[0]] : scenes;
    const history: Event[] = [
      { openid, event: "subscribe", eventKey: `qrscene_${one}`, atS },
      { openid, event: "SCAN", eventKey: other, atS: atS + 60 },
      { openid, event: "unsubscribe", eventKey: "", atS: atS + 120 },
      { openid, event: "subscribe", eventKey: `qrscene_${other}`, atS: atS + 180 },
    ];
    return i % 2 === 0 ? history : [...history, { openid, event: "unsubscribe", eventKey: "", atS: atS + 240 }];
  };

  const letterOf = ({ openid, event, eventKey, atS }: Event): Letter => ({
    pusher: {
      appId: chain.secrets.serviceAppId,
      originalId: "gh_0123456789ab",
      callback: {
        url: "http://product.test/wechat/official-account",
        token: chain.secrets.callbackToken,
        aesKey: chain.secrets.callbackAesKey,
        mode: "safe",
        format: "xml",
      },
    },
    mode: "safe",
    aesKey: chain.secrets.callbackAesKey,
    openid,
    fields: {
      ToUserName: "gh_0123456789ab",
      FromUserName: openid,
      CreateTime: atS,
      MsgType: "event",
      Event: event,
      EventKey: eventKey,
      Ticket: "gQH",
    },
  });

  const deliver = async ({ event, afterMs }: { event: Event; afterMs: number }) => {
    const { url, body } = callbackRequest(letterOf(event), chain.nowMs + afterMs);
    const { pathname, search } = new URL(url);
    const answer = await chain.callback(pathname + search, { method: "POST", body });
    expect(answer.status).toBe(200);
  };

  const stored = async () => (await chain.items()).filter((item) => item.pk?.S?.startsWith("WX#"));

  test("is stored once, with its time as it happened", async () => {
    const [first] = events;
    const copies = events.flatMap((event) => RETRIES.map((afterMs) => ({ event, afterMs })));
    const repeated = Array.from({ length: REPEATS }, (_, i) => ({ event: first as Event, afterMs: (i % 3) * 5_000 }));
    await inTurns(shuffled([...copies, ...repeated], random), AT_ONCE, deliver);
    const pushes = (await stored()).map((item) => fields<PushItem>(item));
    const seen = pushes.map(({ from, kind, atS }) => `${from} ${kind} ${atS}`).sort();
    expect(seen).toEqual(events.map(({ openid, event, atS }) => `${openid} ${event} ${atS}`).sort());
  }, 60_000);

  test("is one fan, one touch a scene and day, and one coupon a person", async () => {
    const pushes = (await stored()).map((item) => fields<PushItem>(item));
    const first = pushes.find(({ from, atS }) => from === events[0]?.openid && atS === events[0]?.atS) as PushItem;
    const records = shuffled([...pushes, ...pushes, ...Array<PushItem>(REPEATS).fill(first)], random);
    await inTurns(records, AT_ONCE, (push) => takeInPush(push, chain.coldEnv()));
    const late = await joinAll(FOLLOWERS / 2, FOLLOWERS);
    await chain.projectAll();
    const items = await chain.items();
    const fans = items.filter((item) => item.sk?.S === "FAN");
    expect(fans).toHaveLength(FOLLOWERS);
    expect(items.filter((item) => item.pk?.S?.startsWith("FAN#") && item.sk?.S?.startsWith("TCH#"))).toHaveLength(
      2 * FOLLOWERS,
    );
    const coupons = items.filter((item) => item.sk?.S?.startsWith("CPN#")).map((item) => item.pk?.S);
    expect(coupons.sort()).toEqual([...early, ...late].map((person) => `MBR#${numberOf(person)}`).sort());
  }, 60_000);

  test("leaves each fan as the oldest and the newest of their events say", async () => {
    const fans = new Map(
      (await chain.items()).filter((item) => item.sk?.S === "FAN").map((item) => [item.pk?.S, item]),
    );
    const openidsInOrder = [...new Set(events.map(({ openid }) => openid))];
    for (const [i, openid] of openidsInOrder.entries()) {
      const at = i % 3 === 0 ? 1 : 0;
      expect(fans.get(`FAN#${openid}`)).toMatchObject({
        src: { S: scenes[at] },
        gift: { S: offers[at] },
        st: { S: i % 2 === 0 ? "following" : "left" },
      });
    }
  });
});
