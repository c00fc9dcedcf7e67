// A sale with several tickets, or with none: what was saved, what is to be paid, each ticket by its number.
import { clockTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import { yuan } from "@huike/shared/money";
import type { SaleReceipt } from "@huike/shared/sale";
import { Text, View } from "@tarojs/components";
import { savedText } from "../../../text/ticket-text";
import { reasonTexts } from "../../../text/undo-text";

export function SaleProof({ sale }: { readonly sale: SaleReceipt }) {
  const { amountFen, offFen, memberOffFen, payableFen, parts } = sale;
  const large = parts.length > 0 ? `−¥${yuan(offFen)}` : `¥${yuan(amountFen ?? 0)}`;
  return (
    <View>
      <Text className="outcome__amount num">{large}</Text>
      {memberOffFen !== undefined && <Text className="outcome__line num">{`会员价 −¥${yuan(memberOffFen)}`}</Text>}
      {(parts.length > 0 || memberOffFen !== undefined) && payableFen !== undefined && (
        <Text className="outcome__line num">{`消费 ¥${yuan(amountFen ?? 0)}，收 ¥${yuan(payableFen)}`}</Text>
      )}
      {parts.map((part) => (
        <Text key={part.redemptionId} className="outcome__line num">
          {`${part.title} ${savedText(part)} · 单号 …${idTail(part.redemptionId)}`}
        </Text>
      ))}
      <Text className="outcome__line num">
        {`${clockTime(sale.atMs)} · ${sale.storeName} · ${sale.clerkNo} 号 · 会员 …${sale.memberTail} · 消费单 …${idTail(sale.orderId)}`}
      </Text>
      {sale.undoneAtMs !== undefined && <Text className="outcome__line num">{sinceUndone(sale)}</Text>}
    </View>
  );
}

function sinceUndone({ undoneAtMs, undoneByNo, undoReason, parts }: SaleReceipt): string {
  const why = undoReason === undefined ? "" : `（${reasonTexts[undoReason]}）`;
  const coupons = parts.length > 0 ? "；券已退回会员卡包，要用请重新扫码" : "";
  return `记上过，${clockTime(undoneAtMs ?? 0)} 由 ${undoneByNo ?? ""} 号撤销${why}${coupons}`;
}
