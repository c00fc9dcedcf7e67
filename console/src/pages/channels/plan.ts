// Which channels a wish comes to: one, one a shop, one a table. Each gets its scene with the plan, so that a making that
// broke off is gone on with and never done twice.
import type { ChannelKind, PutChannel } from "@huike/shared/channel";
import type { RequestOf } from "@huike/shared/endpoint";

export const AT_ONCE_MAX = 100;

export type Wish = {
  readonly each: "one" | "shop" | "table";
  readonly kind: Exclude<ChannelKind, "clerk">;
  readonly name: string;
  readonly storeIds: readonly string[];
  readonly tables: number;
  readonly offerId: string;
  readonly welcome: string;
  readonly why: string;
  /** By position: drawn when the wish was begun. */
  readonly scenes: readonly string[];
};

export const countOf = ({ each, storeIds, tables }: Wish): number =>
  each === "one" ? 1 : each === "shop" ? storeIds.length : tables;

export function planOf(wish: Wish, tableName: (i: number) => string): RequestOf<typeof PutChannel>[] {
  const { each, kind, name, storeIds, offerId, welcome, why, scenes } = wish;
  return Array.from({ length: countOf(wish) }, (_, i) => ({
    scene: scenes[i] ?? "",
    kind,
    name: (each === "table" ? `${name} ${tableName(i + 1)}` : name).trim(),
    storeId: storeIds[each === "shop" ? i : 0] ?? "",
    offerId,
    state: "active" as const,
    ...(welcome.trim() ? { welcome: welcome.trim() } : {}),
    why: why.trim(),
  }));
}

export function isReady(wish: Wish): boolean {
  const count = countOf(wish);
  const isNamed = wish.name.trim() !== "" || wish.each === "table";
  return (
    isNamed &&
    wish.storeIds.length > 0 &&
    wish.offerId !== "" &&
    wish.why.trim() !== "" &&
    count >= 1 &&
    count <= AT_ONCE_MAX
  );
}
