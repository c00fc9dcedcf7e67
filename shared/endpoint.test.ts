import { PutChannel } from "./channel.ts";
import { httpCall } from "./endpoint.ts";
import { newId, OfferId, RedemptionId } from "./id.ts";
import { ListStores } from "./store.ts";

test("a request is laid out over path, query and body", () => {
  expect(httpCall(ListStores, { version: "7" })).toEqual({ method: "GET", url: "/api/member/stores?version=7" });
  expect(httpCall(ListStores, {})).toEqual({ method: "GET", url: "/api/member/stores" });
  const request = { scene: "abcd", kind: "poster", name: "海报", storeId: "sto_aaaa", offerId: "ofr_aaaa" } as const;
  const call = httpCall(PutChannel, { ...request, state: "active", why: "test" });
  expect(call.url).toBe("/api/operator/channels/abcd");
  expect(JSON.parse(call.body ?? "")).not.toHaveProperty("scene");
});

test("an id says what it is and is accepted as nothing else", () => {
  const id = newId("redemption", new Uint8Array(16).fill(255));
  expect(RedemptionId.safeParse(id).success).toBe(true);
  expect(OfferId.safeParse(id).success).toBe(false);
  expect(() => newId("redemption", new Uint8Array(3))).toThrow("16 random bytes");
});
