// What the sale brings in points: 「+20 到账中」 by the rule that will post it, 「+20 已到账」 once it has.
import type { Receipt } from "@huike/shared/coupon";
import { expectedPoints } from "@huike/shared/points";
import { GetPoints } from "@huike/shared/points-log";
import { useEffect, useState } from "react";
import { call } from "../../api/call";
import { useHome } from "../../state/home-state";
import { paidFen } from "../../text/ticket-text";
import { Fact } from "../../ui/Fact";

/** An earning bears the time of its sale. */
async function postedFor({ redeemedAtMs }: Receipt): Promise<number | undefined> {
  const answer = await call(GetPoints, {});
  const lines = answer.ok ? answer.value.lines : [];
  return lines.find(({ kind, atMs }) => kind === "earn" && atMs === redeemedAtMs)?.points;
}

/** A sale's points are told once: of several tickets by the one that carries what the sale came to. */
export function PointsFact({ receipt }: { readonly receipt: Receipt }) {
  const { partOfSale } = receipt;
  if (partOfSale && partOfSale.payableFen === undefined) return <Fact name="积分" value="同单一起算" />;
  return <SalePoints receipt={receipt} />;
}

function SalePoints({ receipt }: { readonly receipt: Receipt }) {
  const card = useHome((s) => s.home?.wallet.card);
  const [posted, setPosted] = useState<number>();
  const balance = card?.points;
  // The balance changes when something is posted; that is when it is worth asking.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (posted === undefined) void postedFor(receipt).then(setPosted);
  }, [balance]);
  if (posted !== undefined) return posted > 0 ? <Fact name="积分" value={`+${posted} 已到账`} /> : null;
  const coming = card ? expectedPoints(paidFen(receipt), receipt.storeId, card.earning) : 0;
  return coming > 0 ? <Fact name="积分" value={`+${coming} 到账中`} /> : null;
}
