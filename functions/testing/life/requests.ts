// What people ask for in a life (steps.ts makes them up, model.ts says what must come of them, world.ts asks).

/** Which member, which of the offers, which clerk: two of one shop and its manager. */
export type Who = 0 | 1;
export type Which = 0 | 1 | 2 | 3;
export type Clerk = 0 | 1 | 2;
export const MANAGER: Clerk = 2;

export type Place = { readonly m: Who; readonly o: Which; readonly n: number };
/** A redemption asked for: of a coupon in one of its rounds, under an id. */
export type Part = Place & { readonly round: number; readonly rid: string };

export type Request =
  | ({ readonly is: "claim" } & Place)
  | ({ readonly is: "redeem"; readonly by: Clerk; readonly ord: string; readonly amt: number | undefined } & Part)
  | {
      readonly is: "sale";
      readonly m: Who;
      readonly by: Clerk;
      readonly ord: string;
      readonly amt: number | undefined;
      readonly parts: readonly Part[];
    }
  | ({ readonly is: "undo"; readonly by: Clerk } & Part)
  | { readonly is: "undoSale"; readonly m: Who; readonly by: Clerk; readonly ord: string }
  | ({ readonly is: "give"; readonly gift: string } & Place)
  | { readonly is: "accept"; readonly m: Who; readonly gift: string }
  | { readonly is: "takeBack"; readonly m: Who; readonly gift: string }
  | ({ readonly is: "void" } & Place)
  | { readonly is: "spend"; readonly m: Who; readonly points: number; readonly ord: string; readonly atMs: number }
  | { readonly is: "setStock"; readonly o: Which; readonly from: number; readonly to: number }
  | { readonly is: "close" | "reopen"; readonly o: Which }
  | { readonly is: "tidy"; readonly m: Who };

/** What was answered, as far as a model can know it: yes, with what it shows, or which refusal. */
export type Outcome =
  | { readonly ok: true; readonly shows: { readonly [name: string]: unknown } }
  | { readonly ok: false; readonly error: string };
