// What a coupon is worth: five kinds, and the words for each.
//
//   threshold  满减          so much off a sale of so much
//   cash       代金          so much off any sale
//   discount   折扣          a percentage is paid, with a cap on what is saved
//   gift       兑换          a thing, with a purchase of so much or without one
//   nth_item   第二件 N 折   a percentage is paid for the n-th of the same thing
import * as z from "zod/mini";
import { Fen, yuan } from "./money.ts";

const Positive = Fen.check(z.positive());
/** Of a hundred; 85 is 「8.5 折」. 100 would be no benefit. */
const PayPercent = z.int().check(z.gte(1), z.lte(99));

export const Benefit = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("threshold"), minFen: Positive, valueFen: Positive })
    .check(z.refine(({ minFen, valueFen }) => valueFen <= minFen)),
  z.strictObject({ kind: z.literal("cash"), valueFen: Positive }),
  z.strictObject({
    kind: z.literal("discount"),
    payPercent: PayPercent,
    minFen: z.optional(Positive),
    maxOffFen: z.optional(Positive),
  }),
  z.strictObject({
    kind: z.literal("gift"),
    item: z.string().check(z.minLength(1), z.maxLength(20)),
    /** The purchase it comes with; absent where none is asked. */
    minFen: z.optional(Positive),
  }),
  z.strictObject({
    kind: z.literal("nth_item"),
    nth: z.int().check(z.gte(2), z.lte(9)),
    /** 0: the n-th is free. */
    payPercent: z.int().check(z.gte(0), z.lte(99)),
  }),
]);
export type Benefit = z.infer<typeof Benefit>;
export const BenefitKind = z.enum(["threshold", "cash", "discount", "gift", "nth_item"]);
export type BenefitKind = Benefit["kind"];

/** The least a sale must come to, in fen; 0 where nothing is asked. */
export const minFenOf = (benefit: Benefit): number => ("minFen" in benefit ? (benefit.minFen ?? 0) : 0);

/** 85 → 「8.5 折」, 70 → 「7 折」. */
export const zheText = (payPercent: number): string => `${payPercent / 10} 折`;

/** 「满 100 减 20」, 「20 元代金券」, 「满 50 享 8.5 折」, 「兑换拿铁一杯」, 「第 2 件 5 折」. */
export function benefitText(benefit: Benefit): string {
  switch (benefit.kind) {
    case "threshold":
      return `满 ${yuan(benefit.minFen)} 减 ${yuan(benefit.valueFen)}`;
    case "cash":
      return `${yuan(benefit.valueFen)} 元代金券`;
    case "discount":
      return benefit.minFen
        ? `满 ${yuan(benefit.minFen)} 享 ${zheText(benefit.payPercent)}`
        : zheText(benefit.payPercent);
    case "gift":
      return benefit.minFen ? `满 ${yuan(benefit.minFen)} 送${benefit.item}` : `兑换${benefit.item}`;
    case "nth_item":
      return `第 ${benefit.nth} 件${benefit.payPercent === 0 ? "免费" : ` ${zheText(benefit.payPercent)}`}`;
  }
}
