// TGT#<store> / <month>: what a shop expects of its clerks in a month, as text; one item, so that whoever changes it changes
// all of it from the version they saw.
import type { ShopTargets } from "@huike/shared/target";
import type { Key } from "../platform/table.ts";

const TARGETS = "TGT#";

export const targetsKey = (storeId: string, month: string): Key => ({ pk: TARGETS + storeId, sk: month });
export const storeIdOf = ({ pk }: Key): string => pk.slice(TARGETS.length);

export const targetsText = (targets: ShopTargets): string => JSON.stringify(targets);
export const readTargetsText = (text: string): ShopTargets => JSON.parse(text) as ShopTargets;
