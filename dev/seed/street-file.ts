// What the demo street shows, as seeding leaves it behind for the page.
import { ChannelKind, CodeImage, CodeKind } from "@huike/shared/channel";
import { Scene, StoreId } from "@huike/shared/id";
import { StaffRole } from "@huike/shared/staff";
import * as z from "zod/mini";

const Poster = z.strictObject({
  scene: Scene,
  name: z.string(),
  kind: ChannelKind,
  /** What its code opens: the mini-program, or WeChat's page for following the service account. */
  code: CodeKind,
  /** unknown: looks like one of ours, and is not. */
  state: z.enum(["active", "retired", "unknown"]),
  storeName: z.string(),
  clerkName: z.optional(z.string()),
  /** 「满 100 减 20」, as printed large. */
  offerText: z.string(),
  image: CodeImage,
});

const Clerk = z.strictObject({
  phone: z.string(),
  name: z.string(),
  clerkNo: z.string(),
  storeId: StoreId,
  storeName: z.string(),
});

const Desk = z.strictObject({ phone: z.string(), name: z.string(), role: StaffRole });

export const StreetFile = z.strictObject({
  brand: z.string(),
  seededAtMs: z.int(),
  posters: z.array(Poster),
  stores: z.array(z.strictObject({ storeId: StoreId, name: z.string(), tableCard: z.string() })),
  phones: z.strictObject({
    member: z.array(z.strictObject({ phone: z.string(), name: z.string(), note: z.string() })),
    clerks: z.array(Clerk),
    /** Who can be signed in to the console; a street of before there were any has none. */
    desks: z._default(z.array(Desk), []),
  }),
});
export type StreetFile = z.infer<typeof StreetFile>;
export type Poster = z.infer<typeof Poster>;
export type Desk = z.infer<typeof Desk>;
export type StreetClerk = z.infer<typeof Clerk>;
