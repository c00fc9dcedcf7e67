// 门店: shops, as operators put them and as phones ask for them.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { StoreId } from "./id.ts";
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
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ storeId: StoreId }),
  errors: {},
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
