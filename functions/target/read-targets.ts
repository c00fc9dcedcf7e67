// What shops expect in a month, from memory for a minute: one key a shop.
import type { ShopTargets } from "@huike/shared/target";
import type { Env } from "../platform/env.ts";
import type { VersionItem } from "../platform/put-version.ts";
import { getItems } from "../platform/read.ts";
import { readTargetsText, storeIdOf, targetsKey } from "./target.items.ts";

const AGE_MS = 60_000;

/** Of those shops that expect anything. */
export async function targetsOf(
  env: Env,
  storeIds: readonly string[],
  month: string,
): Promise<ReadonlyMap<string, ShopTargets>> {
  const known = await env
    .cache<ReadonlyMap<string, ShopTargets>>("targets", AGE_MS)
    .get(`${month} ${storeIds.join()}`, async () => {
      const items = await getItems<VersionItem>(
        env.tables,
        storeIds.map((storeId) => targetsKey(storeId, month)),
      );
      return new Map(items.map((item) => [storeIdOf(item), readTargetsText(item.text)]));
    });
  return known ?? new Map();
}
