// Sets the demo street up: everything over HTTP, through the same calls and in the same order as a
// new customer in the cloud. Ids are fixed and every call says what shall be, not what to add, so
// that a seeding that broke off is simply run again.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { PutSegment } from "@huike/shared/audience-calls";
import { benefitText } from "@huike/shared/benefit";
import { PutCampaign } from "@huike/shared/campaign";
import { GetChannelCode, PutChannel } from "@huike/shared/channel";
import { ClaimCoupon } from "@huike/shared/coupon";
import { PutOffer } from "@huike/shared/offer";
import { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import { tableCard } from "@huike/shared/scan";
import { BindOwner, PutStaff } from "@huike/shared/staff";
import { PutStore } from "@huike/shared/store";
import { type Api, CallRefused, call } from "./call.ts";
import { channels, type SeedChannel, STRANGE_SCENE } from "./channels.ts";
import { OFFER, offers } from "./offers.ts";
import { clerks, desks, NEWCOMER, OWNER, office, REGULAR } from "./people.ts";
import { draft, segments } from "./pushes.ts";
import { BRAND, shopName, shops } from "./shops.ts";
import { signIn } from "./sign-in.ts";
import { forgeCode } from "./strange-code.ts";
import type { Poster, StreetFile } from "./street-file.ts";
import { tellProfile } from "./tell-profile.ts";
import { templates } from "./templates.ts";

export type SeedOptions = {
  origin: string;
  /** Prints a code that binds the first owner: the shipped command line does it. */
  ownerCode: () => Promise<string>;
  /** Written last: while it is missing, seeding is not done. */
  seedFile: string;
  say: (line: string) => void;
  now?: () => number;
};

const why = "演示数据";

export async function seed({ origin, ownerCode, seedFile, say, now = Date.now }: SeedOptions): Promise<void> {
  const owner = await becomeOwner(origin, ownerCode);
  say(`owner ${OWNER.name} bound`);
  for (const { storeId, facts } of shops) await call(owner, PutStore, { storeId, facts, why });
  say(`${shops.length} shops`);
  const memberNos = await takeOnStaff(owner);
  say(`${clerks.length} clerks, ${office.length} at the office`);
  for (const offer of offers) await call(owner, PutOffer, offer);
  await nameTemplates(owner);
  await preparePushes(owner);
  await fillRegularsWallet(origin);
  await tellProfile(origin);
  say(`${offers.length} offers, one of them sold out`);
  const posters = await hangPosters(owner, memberNos);
  say(`${posters.length} posters`);
  writeStreetFile(seedFile, { ...scenery, seededAtMs: now(), posters });
}

async function becomeOwner(origin: string, ownerCode: () => Promise<string>): Promise<Api> {
  const { api, isStaff } = await signIn(origin, OWNER.phone);
  if (!isStaff) await bindOwner(api, await ownerCode());
  return api;
}

async function bindOwner(api: Api, code: string): Promise<void> {
  try {
    await call(api, BindOwner, { code, name: OWNER.name });
  } catch (cause) {
    // An answer lost on the way: asked again, the binding stands. Were it somebody else's, the next call would say so.
    if (!(cause instanceof CallRefused && cause.error === "owner_exists")) throw cause;
  }
}

/** Asked again, the same first version stands. */
async function nameTemplates(owner: Api): Promise<void> {
  const { rules } = await call(owner, GetPushRules, {});
  await call(owner, PutPushRules, { ifVersion: 0, rules: { ...rules, templates }, why });
}

async function preparePushes(owner: Api): Promise<void> {
  for (const segment of segments) await call(owner, PutSegment, { ...segment, version: 0 });
  await call(owner, PutCampaign, draft);
}

/** Their member numbers, by phone. */
async function takeOnStaff(owner: Api): Promise<ReadonlyMap<string, string>> {
  const memberNos = new Map<string, string>();
  for (const { phone, storeIds, ...facts } of [...clerks, ...office]) {
    const { memberNo } = await signIn(owner.origin, phone);
    await call(owner, PutStaff, { memberNo, ...facts, storeIds: [...storeIds], state: "active", why });
    memberNos.set(phone, memberNo);
  }
  return memberNos;
}

async function fillRegularsWallet(origin: string): Promise<void> {
  const { api } = await signIn(origin, REGULAR.phone);
  await call(api, ClaimCoupon, { offerId: OFFER.cash, n: 1 });
  try {
    await call(api, ClaimCoupon, { offerId: OFFER.lastOne, n: 1 });
  } catch (cause) {
    // A claim that broke off may have used the only number up: sold out is what this offer is for.
    if (!(cause instanceof CallRefused && cause.error === "offer_sold_out")) throw cause;
  }
}

async function hangPosters(owner: Api, memberNos: ReadonlyMap<string, string>): Promise<Poster[]> {
  const posters: Poster[] = [];
  for (const channel of channels) posters.push(await hangPoster(owner, channel, memberNos));
  const [first] = posters;
  if (!first) throw new Error("the demo has no channels");
  const { clerkName: _, ...face } = first;
  const strange = { scene: STRANGE_SCENE, name: "不认识的码", storeName: "路边", state: "unknown" } as const;
  return [...posters, { ...face, ...strange, kind: "poster", image: forgeCode(first.image, STRANGE_SCENE) }];
}

async function hangPoster(owner: Api, channel: SeedChannel, memberNos: ReadonlyMap<string, string>): Promise<Poster> {
  const { scene, kind, name, storeId, clerkPhone, offerId, isRetired, welcome } = channel;
  const clerkMemberNo = clerkPhone && memberNos.get(clerkPhone);
  const more = { ...(clerkMemberNo ? { clerkMemberNo } : {}), ...(welcome ? { welcome } : {}) };
  const wanted = { scene, kind, name, storeId, offerId, why, ...more };
  await call(owner, PutChannel, { ...wanted, state: "active" });
  // A code is printed while its channel is in use, and outlives it on the wall.
  const { code = "mini_program" } = channel;
  const { image } = await call(owner, GetChannelCode, { scene, code });
  if (isRetired) await call(owner, PutChannel, { ...wanted, state: "retired" });
  const clerkName = clerks.find((clerk) => clerk.phone === clerkPhone)?.name;
  const state = isRetired ? "retired" : "active";
  const place = { storeName: shopName(storeId), offerText: offerText(offerId) };
  const printed = { scene, kind, code, name, state, ...place } as const;
  return { ...printed, ...(clerkName ? { clerkName } : {}), image };
}

function offerText(offerId: string): string {
  const offer = offers.find((one) => one.offerId === offerId);
  if (!offer) throw new Error(`${offerId} is not an offer of the demo`);
  return benefitText(offer.terms.benefit);
}

const scenery = {
  brand: BRAND,
  stores: shops.map(({ storeId, facts }) => ({ storeId, name: facts.name, tableCard: tableCard(storeId) })),
  phones: {
    member: [NEWCOMER, REGULAR],
    clerks: clerks.map(({ phone, name, clerkNo, storeIds: [storeId = ""] }) => ({
      ...{ phone, name, clerkNo, storeId, storeName: shopName(storeId) },
    })),
    desks,
  },
};

function writeStreetFile(file: string, street: StreetFile): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(street));
  renameSync(`${file}.new`, file);
}
