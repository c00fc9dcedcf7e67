// Where a shop is, said by somebody who stands in it. It changes nothing by itself: an operator looks at it on a map and
// saves it with the shop's facts.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { StoreId } from "./id.ts";
import { StoreFacts } from "./store-facts.ts";

const { lat, lng } = StoreFacts.shape;

export const ReportPlace = endpoint({
  audience: "clerk",
  method: "PUT",
  path: "/store-place",
  summary: "Tell the operators where the shop of the caller's shift is (GCJ-02); the newest report counts",
  roles: ["clerk", "manager", "operator", "owner"],
  request: z.strictObject({ lat, lng }),
  response: z.strictObject({ storeId: StoreId }),
  errors: { off_shift: 409 },
});

export const GetReportedPlace = endpoint({
  audience: "operator",
  method: "GET",
  path: "/stores/:storeId/reported-place",
  summary: "What a clerk's phone last said of the shop's place, if one has",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ storeId: StoreId }),
  response: z.strictObject({
    place: z.optional(z.strictObject({ lat, lng, atMs: z.int(), clerkNo: z.string() })),
  }),
  errors: {},
});
