// Redemptions of today, newest first: enough to answer "did it work?" and to take one back.
import type { CounterReceipt } from "@huike/shared/counter";
import { clockTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import { Text, View } from "@tarojs/components";
import { serverNowMs } from "../../state/session-state";
import { savedText } from "../../text/ticket-text";
import { undoneByText } from "../../text/undo-text";
import { Section } from "../../ui/Section";
import { useTill } from "./till-state";
import { answersFor, mayUndo } from "./undo/may-undo";
import { openUndo } from "./undo/open-undo";

type Props = {
  readonly receipts: readonly CounterReceipt[];
  readonly title?: string;
  /** The clerk's own, or all of a shop that they answer for. */
  readonly whose?: "own" | "shop";
};

export function LastReceipts({ receipts, title = "最近核销", whose = "own" }: Props) {
  const undone = useTill((s) => s.undone);
  return (
    <Section title={title}>
      <View className="panel">
        {receipts.map((one) => {
          const { redemptionId } = one.receipt;
          const known = undone.find((receipt) => receipt.redemptionId === redemptionId);
          return <Line key={redemptionId} one={known ? { ...one, receipt: known } : one} whose={whose} />;
        })}
      </View>
    </Section>
  );
}

function Line({ one, whose }: { readonly one: CounterReceipt; readonly whose: "own" | "shop" }) {
  const staff = useTill((s) => s.staff);
  const { receipt } = one;
  const nowMs = serverNowMs();
  const undone = undoneByText(receipt, nowMs);
  const reach = whose === "shop" || answersFor(staff, receipt.storeId) ? "shop" : "own";
  const by = whose === "shop" ? ` · ${receipt.clerkNo} 号` : "";
  return (
    <View className={`last ${undone ? "last--undone" : ""}`}>
      <Text className="last__time num">{clockTime(receipt.redeemedAtMs)}</Text>
      <Text className="last__what num">{`${savedText(receipt)} · 会员 …${receipt.memberTail}${by}`}</Text>
      <Text className="last__tail num">…{idTail(receipt.redemptionId)}</Text>
      {undone && <Text className="last__note num">{undone}</Text>}
      {mayUndo(one, reach, nowMs) && (
        <View
          className="last__undo"
          ariaRole="button"
          ariaLabel={`撤销 ${clockTime(receipt.redeemedAtMs)} 的核销`}
          onClick={() => openUndo(one, "navigate")}
        >
          <Text>撤销</Text>
        </View>
      )}
    </View>
  );
}
