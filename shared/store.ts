// 门店: shops, as operators put them and as phones ask for them.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { StoreId } from "./id.ts";
import { SlipLimits } from "./slip.ts";
import { StoreFacts } from "./store-facts.ts";
import { StoreSheet } from "./store-sheet.ts";

export const PutStore = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/stores/:storeId",
  summary: "Open a shop, or correct its facts",
  roles: ["operator", "owner"],
  request: z.strictObject({
    storeId: StoreId,
    facts: StoreFacts,
    /** The version these facts were made from, 0 for a new shop; left out, they hold whatever stands (a sheet). */
    ifVersion: z.optional(z.int().check(z.gte(0))),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ storeId: StoreId }),
  errors: { setting_changed: 409 },
});

export const GetStore = endpoint({
  audience: "operator",
  method: "GET",
  path: "/stores/:storeId",
  summary: "One shop's facts and slip limits, with the versions to change them from; a manager's own shops",
  roles: ["manager", "operator", "auditor", "owner"],
  request: z.strictObject({ storeId: StoreId }),
  response: z.strictObject({
    version: z.int(),
    facts: StoreFacts,
    slipVersion: z.int(),
    slipLimits: SlipLimits,
  }),
  errors: { store_unknown: 404, not_your_store: 403 },
});

export const ListStores = endpoint({
  audience: "member",
  method: "GET",
  path: "/stores",
  summary: "All shops; with the version the phone holds, nothing but that it still is the newest",
  roles: ["anyone"],
  request: z.strictObject({ version: z.optional(z.string().check(z.regex(/^\d{1,12}$/))) }),
  response: z.strictObject({ version: z.int(), stores: z.optional(StoreSheet) }),
  errors: {},
});
