// 门店: shops, as operators keep them and as phones list them.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { WeeklyHours } from "./hours.ts";
import { StoreId } from "./id.ts";

/** GCJ-02, the datum of every map in WeChat; mixing datums is 300–600 m of error. */
const Latitude = z.number().check(z.gte(-90), z.lte(90));
const Longitude = z.number().check(z.gte(-180), z.lte(180));

export const StoreFacts = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(30)),
  city: z.string().check(z.minLength(1), z.maxLength(20)),
  address: z.string().check(z.minLength(1), z.maxLength(80)),
  lat: Latitude,
  lng: Longitude,
  phone: z.string().check(z.regex(/^[\d-]{5,20}$/)),
  hours: WeeklyHours,
  state: z.enum(["open", "shut"]),
});
export type StoreFacts = z.infer<typeof StoreFacts>;

export const PutStore = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/stores/:storeId",
  summary: "Open a shop, or correct its facts",
  roles: ["operator", "owner"],
  request: z.strictObject({
    storeId: StoreId,
    facts: StoreFacts,
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ storeId: StoreId }),
  errors: {},
});

export const StoreRow = z.strictObject({ storeId: StoreId, ...StoreFacts.shape });
export type StoreRow = z.infer<typeof StoreRow>;

export const ListStores = endpoint({
  audience: "member",
  method: "GET",
  path: "/stores",
  summary: "All shops; with the version the phone holds, nothing but that it still is the newest",
  roles: ["anyone"],
  request: z.strictObject({ version: z.optional(z.string().check(z.regex(/^\d{1,12}$/))) }),
  response: z.strictObject({ version: z.int(), stores: z.optional(z.array(StoreRow)) }),
  errors: {},
});
