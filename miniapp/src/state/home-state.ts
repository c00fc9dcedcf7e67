// Card and wallet as last heard. What was heard is kept, so that the home screen, the wallet and the code page open at
// once and without a signal; the tag makes asking again cost almost nothing.

import type { Coupon } from "@huike/shared/coupon";
import { TidyWallet } from "@huike/shared/coupon";
import type { CallFailure, ResponseOf } from "@huike/shared/endpoint";
import { GetHome } from "@huike/shared/member";
import type { OfferFace } from "@huike/shared/offer";
import { create } from "zustand";
import { call } from "../api/call";
import { readStored, store } from "../platform/storage";
import { takeBackOver } from "./gifts";
import { forgetPast } from "./past-state";
import { keepClock, serverNowMs } from "./session-state";

type HomeAnswer = ResponseOf<typeof GetHome>;
export type Home = HomeAnswer & { readonly wallet: NonNullable<HomeAnswer["wallet"]> };
export type HomeFailure = CallFailure<typeof GetHome>;

type HomeState = {
  readonly home: Home | undefined;
  /** When the shown content was last confirmed by the server. */
  readonly heardAtMs: number;
  readonly failure: HomeFailure | undefined;
};

const KEY = "home";
const HEARD_KEY = "home-heard-at-ms";
/** The code page asks every second: the time of the last answer is not worth a write each. */
const KEEP_HEARD_EVERY_MS = 60_000;

function restore(): HomeState {
  const heard = GetHome.response.safeParse(readStored(KEY));
  const home = heard.success ? withWallet(heard.data) : undefined;
  const heardAtMs = readStored(HEARD_KEY);
  return { home, heardAtMs: typeof heardAtMs === "number" ? heardAtMs : 0, failure: undefined };
}

export const useHome = create<HomeState>(restore);

function withWallet(answer: HomeAnswer, old?: Home): Home | undefined {
  const wallet = answer.wallet ?? old?.wallet;
  return wallet && { ...answer, wallet };
}

let asking: Promise<void> | undefined;

/** Asks again; callers at the same time share one request. */
export function refreshHome(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  const { home } = useHome.getState();
  const answer = await call(GetHome, home?.tag ? { tag: home.tag } : {});
  if (!answer.ok) {
    useHome.setState({ failure: answer.error });
    return;
  }
  keepClock(answer.value.serverNowMs);
  if (answer.value.tidy) void tidy();
  const old = useHome.getState().home;
  const isSame = old !== undefined && !answer.value.wallet && areVersionsSame(old, answer.value);
  const fresh = withWallet(answer.value, old);
  if (fresh && !isSame) adoptHome(fresh);
  hear(answer.value.serverNowMs);
  if (fresh) void takeBack(fresh);
}

const areVersionsSame = (old: Home, { storesVersion, brandVersion }: HomeAnswer): boolean =>
  old.storesVersion === storesVersion && old.brandVersion === brandVersion;

async function takeBack({ wallet }: Home): Promise<void> {
  if (await takeBackOver(wallet.coupons)) await refreshHome();
}

/** The code page asks every second; putting away has time. */
const TIDY_EVERY_MS = 60_000;
let tidiedAtMs = Number.NEGATIVE_INFINITY;

async function tidy(): Promise<void> {
  if (serverNowMs() - tidiedAtMs < TIDY_EVERY_MS) return;
  tidiedAtMs = serverNowMs();
  const answer = await call(TidyWallet, {});
  if (answer.ok && answer.value.moved > 0) forgetPast();
}

function adoptHome(home: Home): void {
  store(KEY, home);
  useHome.setState({ home });
}

function hear(atMs: number): void {
  const kept = readStored(HEARD_KEY);
  if (typeof kept !== "number" || Math.abs(atMs - kept) >= KEEP_HEARD_EVERY_MS) store(HEARD_KEY, atMs);
  useHome.setState({ heardAtMs: atMs, failure: undefined });
}

/** A coupon just claimed, accepted or wrapped is in the wallet so at once; the next answer of the server brings it again. */
export function addClaimed({ coupon, face }: { coupon: Coupon; face: OfferFace }, card?: Home["wallet"]["card"]): void {
  const { home } = useHome.getState();
  const wallet = home?.wallet ?? (card && { card, coupons: [], faces: [] });
  if (!wallet) return;
  const coupons = wallet.coupons.filter((c) => !(c.offerId === coupon.offerId && c.n === coupon.n));
  const faces = wallet.faces.filter((f) => !(f.offerId === face.offerId && f.version === face.version));
  adoptHome({
    // No tag: the next question must bring the whole wallet.
    tag: "",
    serverNowMs: serverNowMs(),
    storesVersion: home?.storesVersion ?? 0,
    wallet: { ...wallet, coupons: [...coupons, coupon], faces: [...faces, face] },
  });
}

/** How many coupons of an offer the member has had, put away ones too: the next one's number is one more. */
export const heldOf = (home: Home | undefined, offerId: string): number =>
  [...(home?.wallet.coupons ?? []), ...(home?.wallet.putAway ?? [])].filter((c) => c.offerId === offerId).length;
