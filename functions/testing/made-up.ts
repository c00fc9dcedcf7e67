// What tests make up: ids, keys, a shop's facts, an offer's terms.
import { randomBytes } from "node:crypto";
import { idBytes, newId } from "@huike/shared/id";
import type { OfferTerms } from "@huike/shared/offer";
import type { StoreFacts } from "@huike/shared/store-facts";
import { readSecrets, type Secrets } from "../platform/secrets.ts";

const allDay = Array.from({ length: 7 }, () => [[0, 1440] as [number, number]]);
export const shopFacts = (name: string): StoreFacts => ({
  name,
  city: "上海",
  address: `${name} 1 号`,
  lat: 31.23,
  lng: 121.47,
  phone: "021-1234567",
  hours: allDay,
  state: "open",
});
export const terms = (change: Partial<OfferTerms> = {}): OfferTerms => ({
  title: "满减券",
  benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
  validity: { kind: "after_claim", days: 7 },
  perMember: 1,
  storeIds: [],
  lines: ["堂食可用"],
  ...change,
});

/** The one subscribe message of the tests' mini-program. */
export const EXPIRING_TEMPLATE = {
  templateId: "tmpl_0123456789abcdefghij",
  title: "优惠券到期提醒",
  fields: ["thing1", "date2"],
};

export const makeId = (kind: Parameters<typeof newId>[0]): string => newId(kind, randomBytes(idBytes(kind)));
export const testSecrets = (): Secrets =>
  readSecrets(
    JSON.stringify({
      sessionKey: randomBytes(32).toString("hex"),
      codeKey: randomBytes(32).toString("hex"),
      visitKey: randomBytes(32).toString("hex"),
      miniAppId: "wx0123456789abcdef",
      miniAppSecret: randomBytes(16).toString("hex"),
      serviceAppId: "wxfedcba9876543210",
      serviceAppSecret: randomBytes(16).toString("hex"),
      callbackToken: "callbacktoken",
      callbackAesKey: randomBytes(32).toString("base64").slice(0, 43),
      linkKey: randomBytes(32).toString("hex"),
      unionKey: randomBytes(32).toString("hex"),
      sealKey: randomBytes(32).toString("hex"),
    }),
  );
