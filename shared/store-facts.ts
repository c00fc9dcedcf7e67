// What is known of a shop: as operators keep it, and as phones list it.
import * as z from "zod/mini";
import { HoursExceptions, WeeklyHours } from "./hours.ts";
import { StoreId } from "./id.ts";

/** GCJ-02, the datum of every map in WeChat; mixing datums is 300–600 m of error. */
const Latitude = z.number().check(z.gte(-90), z.lte(90));
const Longitude = z.number().check(z.gte(-180), z.lte(180));

/** One line of text, as it is read on a card: no line ends, no tabs. */
const line = (lengthMax: number) => z.string().check(z.minLength(1), z.maxLength(lengthMax), z.regex(/^\P{Cc}*$/u));

/** What shops have in common that an offer can name: 「机场店」, 「直营」. */
export const StoreTag = z.string().check(z.regex(/^[\p{L}\p{N}]{1,12}$/u));

export const StoreFacts = z.strictObject({
  name: line(30),
  city: line(20),
  address: line(80),
  lat: Latitude,
  lng: Longitude,
  phone: z.string().check(z.regex(/^[\d-]{5,20}$/)),
  hours: WeeklyHours,
  /** Dates with other hours, or closed: holidays. */
  exceptions: z.optional(HoursExceptions),
  state: z.enum(["open", "shut"]),
  tags: z.optional(z.array(StoreTag).check(z.minLength(1), z.maxLength(10))),
});
export type StoreFacts = z.infer<typeof StoreFacts>;

export const StoreRow = z.strictObject({ storeId: StoreId, ...StoreFacts.shape });
export type StoreRow = z.infer<typeof StoreRow>;
