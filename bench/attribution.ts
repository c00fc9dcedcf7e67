// A scan → attributed: what it costs the table, first and again. A person opens the mini-program by a code; a follower scans
// a follow QR, and the inbox worker takes the stored push in.
import { GetChannelCode } from "@huike/shared/channel";
import { AGREEMENT_VERSION, Join, RecordTouch } from "@huike/shared/member";
import { channelOf } from "../functions/channel/read-channel.ts";
import type { PushItem } from "../functions/follow/follow.items.ts";
import { takeInPush } from "../functions/follow/take-in-push.ts";
import { fields } from "../functions/platform/table.ts";
import type { Chain, Person } from "../functions/testing/chain.ts";
import { type Bench, openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";
import { scanPush } from "./scan-push.ts";
import type { Passed } from "./wire-meter.ts";

const TOUCH_WCU = 1;
const REPEATED_MAX = 2;
const unitsOf = ({ readUnits, writeUnits }: Passed): number => readUnits + writeUnits;

export async function measureAttribution(): Promise<Row[]> {
  const bench = await openBench();
  const rows = [...(await measureOpens(bench)), ...(await measurePushes(bench))];
  await bench.stop();
  return rows;
}

const newScene = async (chain: Chain): Promise<string> =>
  chain.channel({ storeId: await chain.shop(), offerId: await chain.offer() });

async function metered({ meter }: Bench, work: () => Promise<unknown>): Promise<Passed> {
  meter.take();
  await work();
  return meter.take();
}

async function measureOpens(bench: Bench): Promise<Row[]> {
  const { chain } = bench;
  const scene = await newScene(chain);
  await chain.stranger(scene); // the instance knows the channel
  const came = await chain.stranger(await newScene(chain));
  const joined = await chain.member(await newScene(chain));
  const uncoded = await chain.member();
  chain.nowMs += 1_000; // what they came by is older than what they open now
  const visitor = await openTwice(bench, came, scene);
  const member = await openTwice(bench, joined, scene);
  const [first] = await openTwice(bench, uncoded, scene);
  const stranger = await metered(bench, () => chain.signIn("newcomer", scene));
  const other = await newScene(chain);
  await chain.stranger(other);
  const known = await metered(bench, () => chain.signIn("newcomer", other));
  return [
    ...opened("visitor", visitor),
    ...opened("member", member),
    printed("open.uncoded", "first touch ever of a member who came without a code", first),
    printed("login.stranger", "first login of a stranger by a code", stranger),
    printed("login.known", "later login by another code", known),
  ];
}

async function openTwice(bench: Bench, person: Person, scene: string): Promise<[Passed, Passed]> {
  let { session } = person;
  const touch = () =>
    metered(bench, async () => {
      session = await bench.chain.must(RecordTouch, { scene }, { ...person, session });
    });
  return [await touch(), await touch()];
}

async function measurePushes(bench: Bench): Promise<Row[]> {
  const { chain } = bench;
  const scene = await newScene(chain);
  await chain.must(GetChannelCode, { scene, code: "follow" }, await chain.owner());
  const joined = await measureFan(bench, scene, async (phone) => {
    const person = await chain.signIn(phone, scene);
    await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person);
  });
  await chain.inWechat("/settings", { unionid: false });
  const unknown = await measureFan(bench, scene, async () => undefined);
  return [
    printed("follow.stranger", "a stranger follows by a code, taken in", unknown.follow),
    printed("follow.member", "a member follows by a code, taken in, gift and all", joined.follow),
    ...repeated("member", joined),
    ...repeated("stranger", unknown),
  ];
}

type Fan = { readonly follow: Passed; readonly again: Passed; readonly scan: Passed };

/** Follows by the code, taken in; WeChat brings the push again; the code is scanned again on the same day, taken in. */
async function measureFan(bench: Bench, scene: string, before: (phone: string) => Promise<void>): Promise<Fan> {
  const { chain } = bench;
  const phone = `fan-${scene}-${chain.nowMs}`;
  await before(phone);
  chain.nowMs += 60_000;
  await chain.inWechat(`/phones/${phone}/follow`, { scene });
  const pushes = async () => (await chain.items()).filter((item) => item.pk?.S?.startsWith("WX#"));
  const stored = (await pushes()).map((item) => fields<PushItem>(item)).sort((a, b) => b.recv - a.recv)[0];
  if (!stored) throw new Error("the follow was not stored");
  await channelOf(chain.env, scene); // known to a busy instance
  const follow = await metered(bench, () => takeInPush(stored, chain.env));
  chain.nowMs += 5_000;
  const scan = scanPush(chain, { openid: stored.from, scene });
  const send = () => chain.callback(`${scan.path}?${scan.query}`, { method: "POST", body: scan.body });
  await send();
  const count = (await pushes()).length;
  const again = await metered(bench, send);
  if ((await pushes()).length !== count) throw new Error("a push that came again was stored again");
  const scanned = { ...stored, kind: "SCAN", atS: Math.floor(chain.nowMs / 1000), recv: chain.nowMs };
  return { follow, again, scan: await metered(bench, () => takeInPush(scanned, chain.env)) };
}

const opened = (who: string, [first, again]: readonly [Passed, Passed]): Row[] => [
  versus(`open.${who}.wcu`, `a ${who} opens by a code: write units`, first.writeUnits, "WCU", TOUCH_WCU),
  versus(`open.${who}.rcu`, `a ${who} opens by a code: read units`, first.readUnits, "RCU", 0),
  versus(`open.${who}.repeat`, `a ${who} opens by it again that day: units in all`, unitsOf(again), "units", 0),
];

const repeated = (who: string, { again, scan }: Fan): Row[] => [
  versus(
    `push.${who}.again`,
    `the same push of a ${who} once more: units in all`,
    unitsOf(again),
    "units",
    REPEATED_MAX,
  ),
  versus(`push.${who}.scan`, `a ${who} scans again that day, taken in: units`, unitsOf(scan), "units", REPEATED_MAX),
];

const anchored = { anchor: "one conditional put of a touch", anchorValue: TOUCH_WCU };

const versus = (id: string, what: string, value: number, unit: string, most: number): Row =>
  row({
    ...{ id: `attribution.${id}`, what, value, unit, ...anchored, goal: most === 0 ? "0" : `≤ ${most}` },
    isMet: (measured) => measured.value <= most,
  });

const printed = (id: string, what: string, passed: Passed): Row =>
  row({
    ...{ id: `attribution.${id}`, what: `${what}: units in all`, value: unitsOf(passed), unit: "units", ...anchored },
    ...{ goal: "printed", isMet: () => true },
  });
