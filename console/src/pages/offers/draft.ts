// An offer as it is being written: numbers may be missing, money is in yuan as people type it. Pure, so that what the form
// says and what is sent are held together by a test.
import type { Benefit, BenefitKind } from "@huike/shared/benefit";
import { DAY_MS } from "@huike/shared/day";
import type { Span } from "@huike/shared/hours";
import { OfferTerms } from "@huike/shared/offer";
import type { OfferReport } from "@huike/shared/offer-life";

export type Draft = {
  /** Made once, with the draft: the same offer however often it is sent. */
  readonly offerId: string;
  readonly title: string;
  readonly kind: BenefitKind;
  readonly minYuan?: number | undefined;
  readonly offYuan?: number | undefined;
  /** 8.5 折 is 8.5. */
  readonly zhe?: number | undefined;
  readonly maxOffYuan?: number | undefined;
  readonly item: string;
  readonly nth: number;
  readonly perMember: number;
  readonly perDay?: number | undefined;
  readonly stock?: number | undefined;
  readonly stockPerDay?: number | undefined;
  readonly validity: "after_claim" | "fixed";
  readonly days: number;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly shops: "all" | "some" | "tag";
  readonly storeIds: readonly string[];
  readonly storeTag: string;
  readonly weekdays: readonly number[];
  readonly hours: readonly Span[];
  readonly minLevel?: number | undefined;
  readonly pointsPrice?: number | undefined;
  readonly isGrantedOnly: boolean;
  readonly isGiveable: boolean;
  readonly combines: readonly BenefitKind[];
  readonly isOnMemberPrice: boolean;
  readonly reward?: OfferTerms["reward"];
  readonly lines: readonly string[];
  readonly except: readonly string[];
  readonly why: string;
};

export function newDraft(offerId: string, nowMs: number): Draft {
  return {
    ...{ offerId, title: "", kind: "threshold", minYuan: 100, offYuan: 20, item: "", nth: 2 },
    ...{ perMember: 1, stock: 1000, validity: "after_claim", days: 30 },
    ...{ opensAtMs: nowMs, closesAtMs: nowMs + 30 * DAY_MS },
    ...{ shops: "all", storeIds: [], storeTag: "", weekdays: [], hours: [] },
    ...{ isGrantedOnly: false, isGiveable: false, combines: [], isOnMemberPrice: true },
    ...{ lines: [], except: [], why: "" },
  };
}

const fen = (yuan: number | undefined): number => Math.round((yuan ?? 0) * 100);
const yuanOf = (fenOrNone: number | undefined): number | undefined =>
  fenOrNone === undefined ? undefined : fenOrNone / 100;
const optional = <K extends string, V>(key: K, value: V | undefined | false): { [P in K]?: V } =>
  (value ? { [key]: value } : {}) as { [P in K]?: V };

export function benefitOf(draft: Draft): Benefit {
  const { kind, minYuan, offYuan, zhe = 0, maxOffYuan, item, nth } = draft;
  const min = optional("minFen", minYuan ? fen(minYuan) : undefined);
  if (kind === "threshold") return { kind, minFen: fen(minYuan), valueFen: fen(offYuan) };
  if (kind === "cash") return { kind, valueFen: fen(offYuan) };
  if (kind === "gift") return { kind, item, ...min };
  const payPercent = Math.round(zhe * 10);
  if (kind === "nth_item") return { kind, nth, payPercent };
  return { kind, payPercent, ...min, ...optional("maxOffFen", maxOffYuan ? fen(maxOffYuan) : undefined) };
}

/** The terms as they would be sent; whether they may be is `faultsOf`'s to say. */
export function termsOf(draft: Draft): OfferTerms {
  const { weekdays, hours, except } = draft;
  const useTimes = {
    ...optional("weekdays", weekdays.length > 0 && [...weekdays]),
    ...optional("hours", hours.length > 0 && [...hours]),
    ...optional("except", except.length > 0 && [...except]),
  };
  return {
    title: draft.title.trim(),
    benefit: benefitOf(draft),
    validity:
      draft.validity === "fixed"
        ? { kind: "fixed", fromMs: draft.fromMs ?? 0, untilMs: draft.untilMs ?? 0 }
        : { kind: "after_claim", days: draft.days },
    perMember: draft.perMember,
    storeIds: draft.shops === "some" ? [...draft.storeIds] : [],
    lines: draft.lines.map((line) => line.trim()).filter((line) => line !== ""),
    ...optional("perDay", draft.perDay),
    ...optional("minLevel", draft.minLevel),
    ...optional("access", draft.isGrantedOnly && ("granted" as const)),
    ...optional("giveable", draft.isGiveable && true),
    ...optional("pointsPrice", draft.pointsPrice),
    ...optional("storeTag", draft.shops === "tag" && draft.storeTag),
    ...optional("useTimes", Object.keys(useTimes).length > 0 && useTimes),
    ...optional("combines", draft.combines.length > 0 && [...draft.combines]),
    ...(draft.isOnMemberPrice ? {} : { onMemberPrice: false }),
    ...optional("reward", draft.reward),
  };
}

export function draftOf(report: OfferReport, offerId = report.offerId): Draft {
  const { terms, stock, opensAtMs, closesAtMs, today } = report;
  const { useTimes } = terms;
  return {
    offerId,
    title: terms.title,
    ...benefitParts(terms.benefit),
    perMember: terms.perMember,
    perDay: terms.perDay,
    stock: stock.cap,
    stockPerDay: today?.cap,
    ...validityParts(terms.validity),
    opensAtMs,
    closesAtMs,
    shops: terms.storeTag ? "tag" : terms.storeIds.length > 0 ? "some" : "all",
    storeIds: terms.storeIds,
    storeTag: terms.storeTag ?? "",
    ...{ weekdays: useTimes?.weekdays ?? [], hours: useTimes?.hours ?? [], except: useTimes?.except ?? [] },
    minLevel: terms.minLevel,
    pointsPrice: terms.pointsPrice,
    ...rightsParts(terms),
    reward: terms.reward,
    lines: terms.lines,
    why: "",
  };
}

function benefitParts(benefit: Benefit) {
  return {
    kind: benefit.kind,
    minYuan: "minFen" in benefit ? yuanOf(benefit.minFen) : undefined,
    offYuan: "valueFen" in benefit ? yuanOf(benefit.valueFen) : undefined,
    zhe: "payPercent" in benefit ? benefit.payPercent / 10 : undefined,
    maxOffYuan: "maxOffFen" in benefit ? yuanOf(benefit.maxOffFen) : undefined,
    item: benefit.kind === "gift" ? benefit.item : "",
    nth: benefit.kind === "nth_item" ? benefit.nth : 2,
  };
}

const validityParts = (validity: OfferTerms["validity"]) =>
  validity.kind === "fixed"
    ? { validity: validity.kind, days: 30, fromMs: validity.fromMs, untilMs: validity.untilMs }
    : { validity: validity.kind, days: validity.days };

const rightsParts = ({ access, giveable = false, combines = [], onMemberPrice = true }: OfferTerms) => ({
  ...{ isGrantedOnly: access === "granted", isGiveable: giveable },
  ...{ combines, isOnMemberPrice: onMemberPrice },
});

export type Fault =
  | "title"
  | "benefit"
  | "threshold_below"
  | "validity"
  | "window"
  | "shops"
  | "tag"
  | "stock"
  | "lines"
  | "why"
  | "other";

/** What keeps it from being sent, each said beside the sentence it belongs to. */
export function faultsOf(draft: Draft, isNew: boolean): Fault[] {
  const faults: Fault[] = [];
  const { minYuan = 0, offYuan = 0, shops, storeIds, storeTag, fromMs = 0, untilMs = 0 } = draft;
  if (draft.title.trim() === "") faults.push("title");
  if (draft.kind === "threshold" && minYuan > 0 && offYuan > minYuan) faults.push("threshold_below");
  if (draft.validity === "fixed" && untilMs <= fromMs) faults.push("validity");
  if (isNew && draft.closesAtMs <= draft.opensAtMs) faults.push("window");
  if (isNew && !draft.stock) faults.push("stock");
  if (shops === "some" && storeIds.length === 0) faults.push("shops");
  if (shops === "tag" && storeTag === "") faults.push("tag");
  if (draft.why.trim() === "") faults.push("why");
  const read = OfferTerms.safeParse(termsOf(draft));
  if (!read.success) faults.push(...read.error.issues.map(({ path }) => faultAt(path[0])));
  return [...new Set(faults)];
}

const places: Partial<Record<PropertyKey, Fault>> = {
  title: "title",
  benefit: "benefit",
  validity: "validity",
  storeTag: "tag",
  storeIds: "shops",
  lines: "lines",
};
const faultAt = (place: PropertyKey | undefined): Fault => (place === undefined ? "other" : (places[place] ?? "other"));
