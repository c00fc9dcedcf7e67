// Offers this phone has met in look-ups, so that a slip can show what a coupon is worth where nothing can be asked.
import { OfferFace } from "@huike/shared/offer";
import { readStored, store } from "../../../platform/storage";

const KEY = "known-offers";
const KEPT_MAX = 40;

function all(): OfferFace[] {
  const stored = readStored(KEY);
  if (!Array.isArray(stored)) return [];
  return stored.map((one) => OfferFace.safeParse(one).data).filter((one) => one !== undefined);
}

export const knownOffer = (offerId: string): OfferFace | undefined => all().find((face) => face.offerId === offerId);

/** Newest first, one of each offer. */
export function noteOffers(faces: readonly OfferFace[]): void {
  if (faces.length === 0) return;
  const known = new Map([...faces, ...all()].reverse().map((face) => [face.offerId, face]));
  store(KEY, [...known.values()].reverse().slice(0, KEPT_MAX));
}
