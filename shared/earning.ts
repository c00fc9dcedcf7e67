// At what rates points are earned, as far as a phone needs to say what a sale will bring.
import * as z from "zod/mini";
import { StoreId } from "./id.ts";

/** Shops that differ from the plain rate, each named once. */
export const StorePercents = z
  .array(z.strictObject({ storeId: StoreId, percent: z.int().check(z.gte(0), z.lte(1_000)) }))
  .check(
    z.maxLength(100),
    z.refine((stores) => new Set(stores.map(({ storeId }) => storeId)).size === stores.length),
  );
export type StorePercents = z.infer<typeof StorePercents>;

/** A member's own: the programme's rate, their tier's percentage, the shops that differ. */
export const Earning = z.strictObject({
  centipointsPerYuan: z.int(),
  tierPercent: z.int(),
  storePercents: StorePercents,
});
export type Earning = z.infer<typeof Earning>;
