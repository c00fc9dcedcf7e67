// What the code page can show: the member code alone, or with one of the tickets that can be used now.
import type { Held } from "../../state/wallet";

export type Choice = { readonly is: "member" } | { readonly is: "coupon"; readonly held: Held };

export const choicesOf = (held: readonly Held[]): Choice[] => [
  { is: "member" },
  ...held.map((one) => ({ is: "coupon", held: one }) as const),
];

export const keyOfChoice = (choice: Choice): string =>
  choice.is === "member" ? "member" : `${choice.held.coupon.offerId}#${choice.held.coupon.n}`;

/** The chosen one's place; when it is gone (used, expired), the member code's. */
export const placeOf = (choices: readonly Choice[], key: string): number =>
  Math.max(
    0,
    choices.findIndex((choice) => keyOfChoice(choice) === key),
  );

/** One step to the side, round at the ends. */
export const neighbour = (choices: readonly Choice[], place: number, step: 1 | -1): Choice =>
  choices[(place + step + choices.length) % choices.length] ?? { is: "member" };
