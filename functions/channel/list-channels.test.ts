import { CHANNELS_PAGE_MAX, ListChannels, PutChannel } from "@huike/shared/channel";
import { openChain } from "../testing/chain.ts";

describe("the list of channels", () => {
  const chain = openChain();

  test("names every channel once, a page at a time, as it was put last", async () => {
    const owner = await chain.owner();
    const storeId = await chain.shop();
    const offerId = await chain.offer();
    const scenes = Array.from({ length: CHANNELS_PAGE_MAX + 1 }, (_, i) => `list${String(i).padStart(4, "0")}`);
    for (const scene of scenes) {
      const base = { scene, kind: "poster", name: `第 ${scene.slice(4)} 张`, storeId, offerId } as const;
      await chain.must(PutChannel, { ...base, state: "active", why: "test" }, owner);
    }
    const again = { scene: scenes[1] ?? "", kind: "wifi", name: "无线", storeId, offerId, state: "retired" } as const;
    await chain.must(PutChannel, { ...again, why: "test" }, owner);

    const first = await chain.must(ListChannels, {}, owner);
    expect(first.channels.map(({ scene }) => scene)).toEqual(scenes.slice(0, CHANNELS_PAGE_MAX));
    expect(first.channels[1]).toEqual(again);
    expect(first.next).toBe(scenes[CHANNELS_PAGE_MAX - 1]);
    const second = await chain.must(ListChannels, { after: first.next }, owner);
    expect(second.channels.map(({ scene }) => scene)).toEqual(scenes.slice(CHANNELS_PAGE_MAX));
    expect(second.next).toBeUndefined();
  });
});
