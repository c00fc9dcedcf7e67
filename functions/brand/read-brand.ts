// The brand from this instance's memory: a change is on its way to phones within ten seconds.
import { type Brand, FIRST_BRAND } from "@huike/shared/brand";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type BrandItem, brandFields, brandKey, type LogoItem, logoKey } from "./brand.items.ts";

const AGE_MS = 10_000;
/** A logo is named by what it is: it cannot change. */
const LOGO_AGE_MS = 3_600_000;

export type CurrentBrand = { readonly version: number; readonly brand: Brand };

const NONE: BrandItem = { ver: 0, ...brandFields(FIRST_BRAND) };

const remembered = async (env: Env): Promise<BrandItem> =>
  (await env.cache<BrandItem>("brand", AGE_MS).get("", async () => {
    return (await getItem<BrandItem>(env.tables, brandKey)) ?? NONE;
  })) ?? NONE;

/** 0 while the chain has no brand of its own. */
export const brandVersion = async (env: Env): Promise<number> => (await remembered(env)).ver;

export const currentBrand = async (env: Env): Promise<CurrentBrand> => whole(env, await remembered(env));

/** Read anew, so that a change starts from what stands. */
export const freshBrand = async (env: Env): Promise<CurrentBrand> =>
  whole(env, (await getItem<BrandItem>(env.tables, brandKey, { consistent: true })) ?? NONE);

async function whole(env: Env, { ver, name, accent, card, logo: hash }: BrandItem): Promise<CurrentBrand> {
  const logo = hash === undefined ? undefined : await logoOf(env, hash);
  return { version: ver, brand: { name, accent, card, ...(logo === undefined ? {} : { logo }) } };
}

const logoOf = (env: Env, hash: string): Promise<string | undefined> =>
  env
    .cache<string>("logo", LOGO_AGE_MS)
    .get(hash, async () => (await getItem<LogoItem>(env.tables, logoKey(hash), { consistent: true }))?.data);
