// The brand, as an operator is about to change it and as phones show it.
import type { GetBrand, GetPhoneBrand } from "@huike/shared/brand";
import { ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { currentBrand, freshBrand } from "./read-brand.ts";

export const showBrand = async (
  _: unknown,
  __: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetBrand>, never>> => ok(await freshBrand(env));

export async function showPhoneBrand(
  _: unknown,
  { version: held }: RequestOf<typeof GetPhoneBrand>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetPhoneBrand>, never>> {
  const { version, brand } = await currentBrand(env);
  return ok(version === 0 || held === String(version) ? { version } : { version, brand });
}
