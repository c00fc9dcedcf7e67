import { GetChannelCode, PutChannel } from "@huike/shared/channel";
import { GetMyCode } from "@huike/shared/counter";
import { PutOffer } from "@huike/shared/offer";
import { tableCard } from "@huike/shared/scan";
import { DEFAULT_SLIP_LIMITS, PutSlipLimits } from "@huike/shared/slip";
import { OpenShift } from "@huike/shared/staff";
import { GetStore, PutStore } from "@huike/shared/store";
import { GetReportedPlace, ReportPlace } from "@huike/shared/store-place";
import { numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

describe("offers and channels", () => {
  const chain = openChain();

  test("an offer made twice is one, and another under its id is refused with its sentence", async () => {
    const owner = await chain.owner();
    const offerId = makeId("offer");
    const request = {
      offerId,
      stock: 10,
      opensAtMs: chain.nowMs,
      closesAtMs: chain.nowMs + 1_000,
      why: "test",
      terms: {
        title: "券",
        benefit: { kind: "cash" as const, valueFen: 500 },
        validity: { kind: "after_claim" as const, days: 3 },
        perMember: 1,
        storeIds: [],
        lines: [],
      },
    };
    await chain.must(PutOffer, request, owner);
    const before = await chain.digest();
    await chain.must(PutOffer, request, owner);
    expect(await chain.call(PutOffer, { ...request, stock: 11 }, owner)).toMatchObject({ error: "offer_exists" });
    const fresh = { ...request, offerId: makeId("offer") };
    expect(await chain.call(PutOffer, { ...fresh, closesAtMs: fresh.opensAtMs }, owner)).toMatchObject({
      error: "offer_window_empty",
    });
    const nowhere = { ...fresh, terms: { ...fresh.terms, storeIds: ["sto_zzzz"] } };
    expect(await chain.call(PutOffer, nowhere, owner)).toMatchObject({ error: "store_unknown" });
    expect(await chain.digest()).toBe(before);
  });

  test("a channel points only at what there is", async () => {
    const owner = await chain.owner();
    const [storeId, offerId] = [await chain.shop(), await chain.offer()];
    const base = {
      scene: "table001",
      kind: "poster",
      name: "桌贴",
      storeId,
      offerId,
      state: "active",
      why: "t",
    } as const;
    const by = (change: object) => chain.call(PutChannel, { ...base, ...change }, owner);
    expect(await by({ offerId: "ofr_zzzz" })).toMatchObject({ error: "offer_unknown" });
    expect(await by({ storeId: "sto_zzzz" })).toMatchObject({ error: "store_unknown" });
    expect(await by({ kind: "clerk" })).toMatchObject({ error: "channel_needs_clerk" });
    expect(await by({ kind: "clerk", clerkMemberNo: "912345678" })).toMatchObject({ error: "staff_unknown" });
    expect(await by({ scene: "含中文" })).toMatchObject({ status: 400 });
    expect(await by({})).toMatchObject({ status: 200 });
  });

  test("its code is an image WeChat made; a clerk shows their own", async () => {
    const [storeId, offerId] = [await chain.shop(), await chain.offer()];
    const clerk = await chain.clerk([storeId]);
    expect(await chain.call(GetMyCode, {}, clerk)).toMatchObject({ status: 404, error: "no_own_channel" });
    const scene = await chain.channel({ kind: "clerk", clerkMemberNo: numberOf(clerk), storeId, offerId });
    const mine = await chain.must(GetMyCode, {}, clerk);
    expect(mine.scene).toBe(scene);
    expect(Buffer.from(mine.image.base64, "base64").subarray(1, 4).toString()).toBe("PNG");
    const printed = await chain.must(GetChannelCode, { scene }, await chain.owner());
    expect(printed.image).toEqual(mine.image);
  });

  test("a token WeChat no longer takes is replaced and the call repeated, once", async () => {
    const [storeId, offerId] = [await chain.shop(), await chain.offer()];
    const scene = await chain.channel({ storeId, offerId });
    chain.forget();
    let refusals = 0;
    chain.wechatFault = (url) => {
      if (!url.includes("getwxacodeunlimit") || refusals > 0) return undefined;
      refusals += 1;
      return Response.json({ errcode: 40001, errmsg: "invalid credential rid: 1" });
    };
    expect((await chain.call(GetChannelCode, { scene }, await chain.owner())).status).toBe(200);
    chain.forget();
    chain.wechatFault = (url) =>
      url.includes("getwxacodeunlimit") ? Response.json({ errcode: 40001, errmsg: "rid: 1" }) : undefined;
    expect(await chain.call(GetChannelCode, { scene }, await chain.owner())).toMatchObject({
      status: 502,
      error: "wechat_refused",
    });
    chain.wechatFault = undefined;
  });

  test("who stands in the shop says where it is; operators are shown the newest", async () => {
    const [storeId, other] = [await chain.shop(), await chain.shop()];
    const [clerk, owner] = [await chain.clerk([storeId]), await chain.owner()];
    const place = { lat: 30.25113, lng: 120.16771 };
    const before = await chain.digest();
    expect(await chain.call(ReportPlace, place, clerk)).toMatchObject({ status: 409, error: "off_shift" });
    expect(await chain.call(ReportPlace, { lat: 120, lng: 30 }, clerk)).toMatchObject({ status: 400 });
    expect(await chain.digest()).toBe(before);
    expect(await chain.must(GetReportedPlace, { storeId }, owner)).toEqual({});

    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(storeId) }, clerk);
    expect(await chain.must(ReportPlace, { lat: 30, lng: 120 }, clerk)).toEqual({ storeId });
    await chain.must(ReportPlace, place, clerk);
    const { place: reported } = await chain.must(GetReportedPlace, { storeId }, owner);
    expect(reported).toMatchObject({ ...place, atMs: chain.nowMs });
    expect(await chain.must(GetReportedPlace, { storeId: other }, owner)).toEqual({});
  });

  test("of two who change a shop or its slip limits at once, one is told; the same twice is one", async () => {
    const [storeId, owner] = [await chain.shop(), await chain.owner()];
    const { version, facts, slipVersion, slipLimits } = await chain.must(GetStore, { storeId }, owner);
    expect([slipVersion, slipLimits]).toEqual([0, DEFAULT_SLIP_LIMITS]);
    const closed = { ...facts, exceptions: [{ date: "2027-02-05", spans: [] }] };
    const asked = { storeId, facts: closed, ifVersion: version, why: "春节" };
    await chain.must(PutStore, asked, owner);
    await chain.must(PutStore, asked, owner);
    const other = { ...asked, facts: { ...facts, phone: "12345678" } };
    expect(await chain.call(PutStore, other, owner)).toMatchObject({ status: 409, error: "setting_changed" });
    const limits = { perHour: 3, fenPerHour: 5_000 };
    const limiting = { storeId, limits, ifVersion: slipVersion, why: "试试" };
    await chain.must(PutSlipLimits, limiting, owner);
    await chain.must(PutSlipLimits, limiting, owner);
    const less = { ...limiting, limits: { perHour: 0, fenPerHour: 0 } };
    expect(await chain.call(PutSlipLimits, less, owner)).toMatchObject({ error: "setting_changed" });
    expect(await chain.must(GetStore, { storeId }, owner)).toEqual({
      ...{ version: version + 1, facts: closed, slipVersion: slipVersion + 1, slipLimits: limits },
    });
    expect(await chain.call(PutStore, { ...asked, ifVersion: 0 }, owner)).toMatchObject({ error: "setting_changed" });
  });
});
