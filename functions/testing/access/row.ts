// A row of the access matrix: who gets past the door of a call, and what it says of whose thing to each of them. Rows are
// written by hand, beside the contracts and not from them: that is what they are there to hold.
import type { Endpoint, RequestOf } from "@huike/shared/endpoint";
import type { Refusal } from "@huike/shared/sentences";
import type { Caller, World } from "./world.ts";

export const things = ["own", "anothers", "otherShops", "missing"] as const;
export type Thing = (typeof things)[number];

type Said = "ok" | Refusal;
/** The same to everybody past the door, or to some of them something else. */
type Says = Said | (Partial<Record<Caller, Said>> & { readonly else: Said });

export type Cell<E extends Endpoint = Endpoint> = {
  readonly ask: (world: World, caller: Caller) => RequestOf<E> | Promise<RequestOf<E>>;
  readonly says: Says;
  /** Makes the caller who they were again. */
  readonly after?: (world: World, caller: Caller) => Promise<void>;
};

/** `none`: the call names nothing of that kind. */
export type Row = {
  readonly endpoint: Endpoint;
  readonly may: readonly Caller[];
} & { readonly [thing in Thing]: Cell | "none" };

export const cell = <E extends Endpoint>(ask: Cell<E>["ask"], says: Says, after?: Cell<E>["after"]): Cell<E> => ({
  ask,
  says,
  ...(after ? { after } : {}),
});

type Cells<E extends Endpoint> = { readonly [thing in Thing]?: Cell<E> };

/** What is left out is `none`. */
export function row<E extends Endpoint>(endpoint: E, may: readonly Caller[], cells: Cells<E>): Row {
  const { own = "none", anothers = "none", otherShops = "none", missing = "none" } = cells;
  return { endpoint, may, own, anothers, otherShops, missing } as Row;
}

export const saidTo = (says: Says, caller: Caller): Said =>
  typeof says === "string" ? says : (says[caller] ?? says.else);

export const chiefs = ["operator", "owner"] as const;
export const readers = ["operator", "auditor", "owner"] as const;
export const makers = ["manager", "operator", "owner"] as const;
export const atConsole = ["manager", "operator", "auditor", "owner"] as const;
export const atCounter = ["clerk", "otherClerk", "manager", "operator", "owner"] as const;
export const staff = [...atCounter, "auditor"] as const;
export const members = ["member", "otherMember", ...staff] as const;
export const phones = ["guest", ...members] as const;
export const anyone = ["none", "expired", "forged", ...phones] as const;
