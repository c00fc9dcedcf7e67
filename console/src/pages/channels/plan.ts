// Which channels a wish comes to: one, one a shop, one a table, one a clerk. Each gets its scene with the plan, so that a making that
// broke off is gone on with and never done twice.
import type { ChannelKind, PutChannel } from "@huike/shared/channel";
import type { RequestOf } from "@huike/shared/endpoint";

export const AT_ONCE_MAX = 100;

/** With the shop their code counts for. */
export type Clerk = { readonly memberNo: string; readonly name: string; readonly storeId: string };

export type Wish = {
  readonly each: "one" | "shop" | "table" | "clerk";
  /** Of what is no clerk's own. */
  readonly kind: Exclude<ChannelKind, "clerk">;
  readonly name: string;
  readonly storeIds: readonly string[];
  readonly clerks: readonly Clerk[];
  readonly tables: number;
  readonly offerId: string;
  readonly welcome: string;
  readonly why: string;
  /** By position: drawn when the wish was begun. */
  readonly scenes: readonly string[];
};

export function countOf({ each, storeIds, tables, clerks }: Wish): number {
  return { one: 1, shop: storeIds.length, table: tables, clerk: clerks.length }[each];
}

export function planOf(
  wish: Wish,
  tableName: (i: number) => string,
  clerkName: (name: string) => string,
): RequestOf<typeof PutChannel>[] {
  const { each, kind, name, storeIds, clerks, offerId, welcome, why, scenes } = wish;
  return Array.from({ length: countOf(wish) }, (_, i) => {
    const clerk = each === "clerk" ? clerks[i] : undefined;
    return {
      scene: scenes[i] ?? "",
      ...(clerk ? { kind: "clerk" as const, clerkMemberNo: clerk.memberNo } : { kind }),
      name: clerk ? clerkName(clerk.name) : (each === "table" ? `${name} ${tableName(i + 1)}` : name).trim(),
      storeId: clerk?.storeId ?? storeIds[each === "shop" ? i : 0] ?? "",
      offerId,
      state: "active" as const,
      ...(welcome.trim() ? { welcome: welcome.trim() } : {}),
      why: why.trim(),
    };
  });
}

export function isReady(wish: Wish): boolean {
  const count = countOf(wish);
  const isNamed = wish.name.trim() !== "" || wish.each === "table" || wish.each === "clerk";
  const isPlaced = wish.each === "clerk" || wish.storeIds.length > 0;
  return isNamed && isPlaced && wish.offerId !== "" && wish.why.trim() !== "" && count >= 1 && count <= AT_ONCE_MAX;
}
