// Card and live coupons in one query of half a read unit; unchanged, an answer of 200 bytes.
import { createHash } from "node:crypto";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { GetHome } from "@huike/shared/member";
import type { OfferFace } from "@huike/shared/offer";
import type { Program } from "@huike/shared/program";
import { brandVersion } from "../brand/read-brand.ts";
import { type NoteItem, noteKey } from "../campaign/campaign.items.ts";
import { showNote } from "../campaign/show-note.ts";
import { type CouponItem, couponIdOf, readCoupon } from "../coupon/coupon.items.ts";
import { isOver, isStub, type StubItem } from "../coupon/past.items.ts";
import { faceOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { queryRange } from "../platform/read.ts";
import { currentProgram } from "../points/read-program.ts";
import { snapshotOf } from "../store/list-stores.ts";
import { type CardItem, readCard } from "./card.items.ts";

/** So many coupons that are over may lie in a wallet before the phone is asked to tidy it. */
const OVER_MAX = 8;

export async function showHome(
  { memberNo, claims }: Member,
  { tag }: RequestOf<typeof GetHome>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetHome>, ErrorOf<typeof GetHome> | CommonError>> {
  const [rows, stores, { version, program }, brand] = await Promise.all([
    readWallet(env, memberNo),
    snapshotOf(env),
    currentProgram(env),
    brandVersion(env),
  ]);
  if (rows.card?.gen !== claims.generation) return refused("signed_out");
  const nowMs = env.nowMs();
  const isUntidy = rows.coupons.filter((coupon) => isOver(coupon, nowMs)).length > OVER_MAX;
  const base = {
    ...{ serverNowMs: nowMs, storesVersion: stores.version },
    ...(brand === 0 ? {} : { brandVersion: brand }),
    ...(isUntidy ? { tidy: true as const } : {}),
  };
  const note = await showNote(env, rows.note);
  const newTag = tagOf([{ version }, rows.card, ...(note ? [note] : []), ...rows.coupons, ...rows.stubs]);
  if (tag === newTag) return ok({ tag, ...base });
  const wallet = await walletOf(env, memberNo, program, { ...rows, card: rows.card });
  return ok({ tag: newTag, ...base, wallet: { ...wallet, ...(note ? { note } : {}) } });
}

/** Names the contents of a wallet. Attributes come in any order, in an item and in the maps it holds. */
function tagOf(items: readonly object[]): string {
  const text = JSON.stringify(items, (_, value: unknown) => (isMap(value) ? sorted(value) : value));
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

const sorted = (map: object): object => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

type Wallet = {
  readonly card: CardItem | undefined;
  readonly note: NoteItem | undefined;
  readonly coupons: CouponItem[];
  readonly stubs: StubItem[];
};

/** Card, a campaign's note and live coupons lie side by side: CARD, CNOTE, CPN#. What is past lies elsewhere. */
export async function readWallet(env: Env, memberNo: string, { consistent = false } = {}): Promise<Wallet> {
  const range = { pk: `MBR#${memberNo}`, from: "CARD", to: "CPN#~" };
  const items = await queryRange<(CardItem | NoteItem | CouponItem | StubItem) & { sk: string }>(env.tables, range, {
    consistent,
  });
  const rest = items.filter((item) => item.sk.startsWith("CPN#")) as (CouponItem | StubItem)[];
  return {
    note: items.find((item) => item.sk === noteKey(memberNo).sk) as NoteItem | undefined,
    card: items.find((item) => item.sk === "CARD") as CardItem | undefined,
    coupons: rest.filter((item) => !isStub(item)) as CouponItem[],
    stubs: rest.filter(isStub),
  };
}

type Held = Wallet & { readonly card: CardItem };

async function walletOf(env: Env, memberNo: string, program: Program, { card, coupons, stubs }: Held) {
  const isGiven = ({ st }: CouponItem) => st === "x";
  const putAway = [...stubs, ...coupons.filter(isGiven)]
    .map((item) => couponIdOf(item))
    .map(({ offerId, n }) => ({ offerId, n }));
  return {
    card: readCard(memberNo, card, program),
    ...(await facesAndCoupons(
      env,
      coupons.filter((coupon) => !isGiven(coupon)),
    )),
    ...(putAway.length > 0 ? { putAway } : {}),
  };
}

/** Coupons as a phone draws them, with each face once. */
export async function facesAndCoupons(env: Env, items: readonly CouponItem[]) {
  const faces = new Map<string, OfferFace>();
  const coupons = await Promise.all(
    items.map(async (item) => {
      const { offerId } = couponIdOf(item);
      const terms = await termsIssued(env, offerId, item.v);
      faces.set(`${offerId}#${item.v}`, faceOf(offerId, item.v, terms));
      return readCoupon(item, terms);
    }),
  );
  return { coupons, faces: [...faces.values()] };
}
