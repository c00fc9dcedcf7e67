// When nothing will be left, at the pace of the last seven days that are over. A manager sees own shops' days only, and
// no pace of the chain can be told from those.
import { businessDay, DAY_MS } from "@huike/shared/day";
import type { OfferReport } from "@huike/shared/offer-life";
import { GetOfferResults } from "@huike/shared/report";
import { useCall } from "../../api/use-call";
import { useMe } from "../../api/use-me";
import { useWords } from "../../text/language";
import { daysLeft } from "./expected";
import { Fact } from "./Figure";
import { words } from "./words";

const DAYS = 7;
const FRESH_MS = 600_000;
const dayBefore = (days: number): string => businessDay(Date.now() - days * DAY_MS);

export function SoldOut({ report: { offerId, stock, state } }: { readonly report: OfferReport }) {
  const w = useWords(words);
  const role = useMe().data?.role;
  const { data } = useCall(
    GetOfferResults,
    { from: dayBefore(DAYS), to: dayBefore(1) },
    { isWanted: role !== undefined && role !== "manager" && state === "open", freshMs: FRESH_MS },
  );
  const line = data?.lines.find((one) => one.offerId === offerId);
  const taken = line ? line.claims + line.grants : 0;
  const left = daysLeft(stock.rest, taken, DAYS);
  return left === undefined ? null : <Fact name={w.pace(taken)} value={w.soldOutIn(left)} />;
}
