// Follow for reward, cut off everywhere: before and after every table call of every step, then the
// step again, as the stream or the phone would. Whatever is cut, the end is the same: one fan, one
// touch, one gift, none lost.
import { GetChannelCode } from "@huike/shared/channel";
import { AGREEMENT_VERSION, Join } from "@huike/shared/member";
import type { PushItem } from "../follow/follow.items.ts";
import { takeInPush } from "../follow/take-in-push.ts";
import { fields } from "../platform/table.ts";
import { Axe } from "../testing/axe.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";

describe.each(["before", "after"] as const)("cut %s every table call", (side) => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);
  let offerId: string;
  let scene: string;
  let phones = 0;
  beforeAll(async () => {
    offerId = await chain.offer();
    scene = await chain.channel({ storeId: await chain.shop(), offerId });
    await chain.must(GetChannelCode, { scene, code: "follow" }, await chain.owner());
  });

  const begin = async () => {
    const phone = `cut-${side}-${++phones}`;
    chain.nowMs += 1_000;
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    const ticket = /t=([\w.-]+)/.exec((await chain.chat(phone)).at(-1)?.links[0]?.path ?? "")?.[1];
    const { openid } = await chain.newestFan();
    const stored = (await chain.items()).find((item) => item.pk?.S?.startsWith("WX#") && item.from?.S === openid);
    return { phone, ticket, openid, push: fields<PushItem>(stored ?? {}) };
  };
  const join = async (phone: string, ticket: string | undefined): Promise<Person> => {
    const person = await chain.signIn(phone, scene, ticket);
    return { phone, session: (await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person)).session };
  };
  const expectOne = async (person: Person, { openid }: { openid: string }) => {
    await chain.projectAll([`FAN#${openid}`, `MBR#${numberOf(person)}`]);
    const items = await chain.items();
    const of = (pk: string, sk: string) => items.filter((item) => item.pk?.S === pk && item.sk?.S?.startsWith(sk));
    expect(of(`FAN#${openid}`, "FAN")).toMatchObject([{ st: { S: "following" }, src: { S: scene } }]);
    expect(of(`FAN#${openid}`, "TCH#")).toHaveLength(1);
    expect(of(`MBR#${numberOf(person)}`, `CPN#${offerId}`)).toHaveLength(1);
    const stock = of(`OFR#${offerId}`, "STOCK")[0];
    expect(Number(stock?.nxt?.N) + Number(stock?.rest?.N)).toBe(Number(stock?.cap?.N));
  };

  test("of the inbox worker, with the member there already", async () => {
    for (let nth = 1, more = true; more; nth++) {
      const begun = await begin();
      const person = await join(begun.phone, begun.ticket);
      more = await axe.cut(nth, side, () => takeInPush(begun.push, chain.env));
      await takeInPush(begun.push, chain.env);
      await expectOne(person, begun);
    }
  }, 120_000);

  test("of a scan by a member whose follow was before our time", async () => {
    for (let nth = 1, more = true; more; nth++) {
      const { phone, openid, push } = await begin();
      const person = await join(phone, undefined);
      const scan = { ...push, kind: "SCAN" };
      more = await axe.cut(nth, side, () => takeInPush(scan, chain.env));
      await takeInPush(scan, chain.env);
      const items = await chain.items();
      const memberNo = numberOf(person);
      const half = (pk: string) => items.find((item) => item.pk?.S === pk && /^(FAN|PERSON)$/.test(item.sk?.S ?? ""));
      expect(half(`FAN#${openid}`)).toMatchObject({ mbr: { S: memberNo }, src: { S: scene } });
      expect(half(`MBR#${memberNo}`)).toMatchObject({ fan: { S: openid } });
    }
  }, 120_000);

  test("of the login by the welcome link and of joining, with the fan there already", async () => {
    for (let nth = 1, more = true; more; nth++) {
      const begun = await begin();
      await takeInPush(begun.push, chain.env);
      more = await axe.cut(nth, side, () => join(begun.phone, begun.ticket));
      await expectOne(await join(begun.phone, begun.ticket), begun);
    }
  }, 120_000);
});

describe("a genuine push a hundred times at once", () => {
  const chain = openChain();
  holdConserved(chain);

  test("is one fan, one touch and one coupon", async () => {
    const [shop, offerId] = [await chain.shop(), await chain.offer()];
    const scene = await chain.channel({ storeId: shop, offerId });
    await chain.must(GetChannelCode, { scene, code: "follow" }, await chain.owner());
    await chain.inWechat("/phones/crowd/follow", { scene });
    const person = await chain.member();
    const stored = (await chain.items()).find((item) => item.pk?.S?.startsWith("WX#"));
    const push = fields<PushItem>(stored ?? {});
    const ticket = /t=([\w.-]+)/.exec((await chain.chat("crowd")).at(-1)?.links[0]?.path ?? "")?.[1];
    const crowd = await chain.signIn("crowd", scene, ticket);
    const joined = {
      ...crowd,
      session: (await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, crowd)).session,
    };
    await Promise.all(Array.from({ length: 100 }, () => takeInPush(push, chain.coldEnv())));
    const items = await chain.items();
    expect(items.filter((item) => item.sk?.S === "FAN")).toHaveLength(1);
    expect(items.filter((item) => item.pk?.S?.startsWith("FAN#") && item.sk?.S?.startsWith("TCH#"))).toHaveLength(1);
    expect(items.filter((item) => item.sk?.S?.startsWith(`CPN#${offerId}`)).map((item) => item.pk?.S)).toEqual([
      `MBR#${numberOf(joined)}`,
    ]);
    expect(numberOf(person)).not.toBe(numberOf(joined));
  }, 60_000);
});

describe("an access token", () => {
  const chain = openChain();
  holdConserved(chain);

  test("is fetched once by a hundred instances at once, and once more when WeChat drops it", async () => {
    let fetches = 0;
    let isDead = false;
    chain.wechatFault = (url) => {
      if (url.includes("stable_token")) {
        fetches += 1;
        return Response.json({ access_token: `token-${fetches}`, expires_in: 7200 });
      }
      const isRefused = isDead && url.includes("access_token=token-1");
      return Response.json(
        isRefused ? { errcode: 40001, errmsg: "invalid credential rid: 1" } : { total: 0, count: 0 },
      );
    };
    const ask = () =>
      Promise.all(
        Array.from({ length: 100 }, () =>
          chain.coldEnv().serviceAccount.sendAsApp({
            method: "GET",
            path: "/cgi-bin/user/get",
            query: { next_openid: "" },
            isRepeatable: true,
          }),
        ),
      );
    await ask();
    expect(fetches).toBe(1);
    isDead = true;
    await ask();
    expect(fetches).toBe(2);
  }, 60_000);
});
