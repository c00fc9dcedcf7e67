import { KeepConsent } from "@huike/shared/push-rules";
import { type FactsRow, factsKey, unpackFacts } from "../audience/facts.items.ts";
import { getItem } from "../platform/read.ts";
import { CampaignDesk } from "../testing/campaign-desk.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

describe("consents", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  test("counts a consent once, however often the phone says so", async () => {
    const person = await chain.member();
    const consentId = makeId("consent");
    const keep = (accepted: ("expiring" | "receipt")[], id = consentId) =>
      chain.call(KeepConsent, { consentId: id, accepted }, person);
    await Promise.all([1, 2, 3].map(() => keep(["expiring", "receipt"])));
    expect(await keep(["expiring"])).toMatchObject({ error: "consent_id_reused" });
    await keep(["expiring"], makeId("consent"));
    expect(await desk.consents(numberOf(person))).toEqual({ expiring: 2, receipt: 1 });
    // And rules know of it at once.
    const key = factsKey(numberOf(person));
    const row = await getItem<FactsRow>(chain.tables, key, { table: "views", consistent: true });
    expect(unpackFacts(key.sk, row?.f ?? "").consents).toEqual({ expiring: 2, receipt: 1 });
  }, 60_000);
});
