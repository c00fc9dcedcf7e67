// The chain's name, colours and logo. What was heard is kept, so that the next start opens in them at once; home names
// the version, and only another one is worth a request.
import { type Brand, GetPhoneBrand } from "@huike/shared/brand";
import { create } from "zustand";
import { call } from "../api/call";
import { forget, readStored, store } from "../platform/storage";
import { serverNowMs } from "./session-state";

type BrandState = {
  /** 0: nothing but what is built in. */
  readonly version: number;
  readonly brand: Brand | undefined;
};

const KEY = "brand";
const NONE: BrandState = { version: 0, brand: undefined };

function restore(): BrandState {
  const kept = GetPhoneBrand.response.safeParse(readStored(KEY));
  return kept.success && kept.data.brand ? { version: kept.data.version, brand: kept.data.brand } : NONE;
}

export const useBrand = create<BrandState>(restore);

async function refreshBrand(): Promise<void> {
  const { version: held } = useBrand.getState();
  const answer = await call(GetPhoneBrand, held === 0 ? {} : { version: String(held) });
  if (!answer.ok) return;
  const { version, brand } = answer.value;
  if (version === 0) return drop();
  if (!brand) return;
  store(KEY, { version, brand });
  useBrand.setState({ version, brand });
}

function drop(): void {
  forget(KEY);
  useBrand.setState(NONE);
}

/** Home says which version is newest; it names none where the chain has none. */
export async function refreshBrandTo(version = 0): Promise<void> {
  if (useBrand.getState().version === version) return;
  if (version === 0) drop();
  else await refreshBrand();
}

/** A brand changes seldom. */
const FRESH_MS = 10 * 60_000;
let heardAtMs = Number.NEGATIVE_INFINITY;

/** For who is no member, and has no home that would say so. */
export async function refreshGuestsBrand(): Promise<void> {
  if (serverNowMs() - heardAtMs < FRESH_MS) return;
  heardAtMs = serverNowMs();
  await refreshBrand();
}
