// Where two sets of terms differ, in words.
import { benefitText } from "@huike/shared/benefit";
import { shortTime } from "@huike/shared/day";
import type { OfferTerms } from "@huike/shared/offer";
import { useTimesText } from "@huike/shared/use-times";
import type { Difference } from "../../ui/Conflict";

type Say = { readonly field: string; readonly text: (terms: OfferTerms) => string };

const NOTHING = "—";
const text = (value: unknown): string => (value === undefined ? NOTHING : String(value));
const yes = (value: boolean | undefined): string => (value ? "✓" : NOTHING);

const fields: readonly Say[] = [
  { field: "名称 Name", text: ({ title }) => title },
  { field: "优惠 Benefit", text: ({ benefit }) => benefitText(benefit) + capText(benefit) },
  { field: "有效期 Validity", text: ({ validity }) => validityText(validity) },
  { field: "每人 Each member", text: ({ perMember, perDay }) => `${perMember} / ${text(perDay)}` },
  { field: "等级 Level", text: ({ minLevel }) => text(minLevel) },
  { field: "积分 Points", text: ({ pointsPrice }) => text(pointsPrice) },
  { field: "门店 Shops", text: ({ storeIds, storeTag }) => storeTag ?? (storeIds.join("、") || "全部 all") },
  { field: "时段 Times", text: ({ useTimes }) => useTimesText(useTimes) ?? NOTHING },
  { field: "只发放 Given only", text: ({ access }) => yes(access === "granted") },
  { field: "可转赠 Giveable", text: ({ giveable }) => yes(giveable) },
  { field: "会员价上再用 On member price", text: ({ onMemberPrice = true }) => yes(onMemberPrice) },
  { field: "可同用 Together with", text: ({ combines }) => text(combines) },
  { field: "关注礼 Reward", text: ({ reward }) => text(reward) },
  { field: "说明 Lines", text: ({ lines }) => lines.join(" / ") || NOTHING },
];

const capText = (benefit: OfferTerms["benefit"]): string =>
  benefit.kind === "discount" && benefit.maxOffFen ? `（≤ ¥${benefit.maxOffFen / 100}）` : "";

const validityText = (validity: OfferTerms["validity"]): string =>
  validity.kind === "after_claim"
    ? `${validity.days} 天`
    : `${shortTime(validity.fromMs)} – ${shortTime(validity.untilMs)}`;

export const differences = (mine: OfferTerms, theirs: OfferTerms): Difference[] =>
  fields
    .map(({ field, text: say }) => ({ field, mine: say(mine), theirs: say(theirs) }))
    .filter((one) => one.mine !== one.theirs);
