import { type Result, refused } from "@huike/shared/endpoint";
import type { Refusal } from "@huike/shared/sentences";
import { phone, resetPhone } from "../../testing/phone";
import { keptIn, makeId, type Slot, sendKept } from "./kept-id";

const slot: Slot<string> = { key: "test", read: (stored) => (typeof stored === "string" ? stored : undefined) };

describe("a request number", () => {
  beforeEach(resetPhone);

  test("is kept before it is sent", async () => {
    let keptAtSending: string | undefined;
    await sendKept(
      slot,
      () => makeId("shift"),
      async () => {
        keptAtSending = keptIn(slot);
        return refused("offline");
      },
    );
    expect(keptAtSending).toMatch(/^sft_[0-9a-z]{16}$/);
  });

  test.each<Refusal>(["offline", "try_later", "unexpected"])("is the same again after %s", async (error) => {
    const sent: string[] = [];
    const send = async (id: string): Promise<Result<string, Refusal>> => {
      sent.push(id);
      return sent.length === 1 ? refused(error) : { ok: true, value: id };
    };
    await sendKept(slot, () => makeId("shift"), send);
    await sendKept(slot, () => makeId("shift"), send);
    expect(sent[1]).toBe(sent[0]);
  });

  test.each<Result<string, Refusal>>([{ ok: true, value: "" }, refused("coupon_redeemed"), refused("bad_request")])(
    "is dropped after a definite answer: %j",
    async (answer) => {
      const sent: string[] = [];
      const send = async (id: string) => {
        sent.push(id);
        return answer;
      };
      await sendKept(slot, () => makeId("shift"), send);
      expect(phone.storage.size).toBe(0);
      await sendKept(slot, () => makeId("shift"), send);
      expect(sent[1]).not.toBe(sent[0]);
    },
  );
});
