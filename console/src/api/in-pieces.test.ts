import { RehearseCampaign } from "@huike/shared/campaign";
import { inPieces } from "./in-pieces";

const request = { campaignId: "cmp_abcd1234", ifVersion: 1 };
const seen = (n: number) => ({ status: 200, body: { campaignId: request.campaignId, seen: n } });
const busy = { status: 503, body: { error: "try_later", message: { zh: "", en: "" } } };
const changed = { status: 409, body: { error: "campaign_changed", message: { zh: "", en: "" } } };

/** Answers in turn; how often it was asked. */
function serve(answers: readonly { status: number; body: unknown }[]): () => number {
  let asked = 0;
  globalThis.fetch = (async () => {
    const { status, body } = answers[Math.min(asked++, answers.length - 1)] ?? busy;
    return { status, text: async () => JSON.stringify(body) };
  }) as never;
  return () => asked;
}
const upTo =
  (end: number) =>
  ({ seen: n }: { seen: number }) =>
    n >= end;
const always = () => true;

describe("a work in pieces", () => {
  test("goes on until it is done, over answers that were not heard", async () => {
    const asked = serve([seen(10), busy, busy, busy, busy, seen(20), busy, seen(30)]);
    expect(await inPieces(RehearseCampaign, request, always, upTo(30))).toMatchObject({
      ok: true,
      value: { seen: 30 },
    });
    expect(asked()).toBe(8);
  });

  test("ends at a refusal, and when nobody answers five times in a row", async () => {
    let asked = serve([seen(10), changed]);
    expect(await inPieces(RehearseCampaign, request, always, upTo(30))).toMatchObject({ error: "campaign_changed" });
    expect(asked()).toBe(2);
    asked = serve([busy]);
    expect(await inPieces(RehearseCampaign, request, always, upTo(30))).toMatchObject({ error: "try_later" });
    expect(asked()).toBe(5);
  });

  test("ends when nobody waits for it any more", async () => {
    const asked = serve([seen(10)]);
    expect(await inPieces(RehearseCampaign, request, () => asked() < 2, upTo(30))).toBeUndefined();
    expect(asked()).toBe(2);
  });
});
