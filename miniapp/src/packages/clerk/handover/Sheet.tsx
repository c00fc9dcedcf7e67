// A hand-over sheet: each ticket's count and money, what was taken back, the sales, and by number what is not counted.
import { clockTime, shortTime } from "@huike/shared/day";
import type { Pending, ShiftCounts, ShiftSheet, Tally } from "@huike/shared/handover";
import { idTail } from "@huike/shared/id";
import { yuan } from "@huike/shared/money";
import type { Slip } from "@huike/shared/slip";
import { Text, View } from "@tarojs/components";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { savedText } from "../../../text/ticket-text";
import { Fact } from "../../../ui/Fact";
import { Section } from "../../../ui/Section";

export function Sheet({ sheet }: { readonly sheet: ShiftSheet }) {
  const { shift, pending, slips, since, closedAtMs } = sheet;
  const until = closedAtMs === undefined ? "现在" : clockTime(shift.endsAtMs);
  return (
    <View>
      <View className="panel">
        <Fact name="班次" value={`${shortTime(shift.openedAtMs)} 到 ${until}`} />
        <Fact name="店员" value={`${sheet.clerkNo} 号 ${sheet.clerkName}`} />
        {closedAtMs !== undefined && <Fact name="交班单" value={`${shortTime(closedAtMs)} 生成，不再改`} />}
      </View>
      <Counts counts={sheet.counts} />
      {pending.length > 0 && (
        <Section title={`还没算进来 ${pending.length} 笔`}>
          <View className="panel">
            {pending.map((one) => (
              <Fact key={`${one.kind}-${one.id}`} name={pendingTexts[one.kind]} value={`单号 …${idTail(one.id)}`} />
            ))}
          </View>
        </Section>
      )}
      {slips.length > 0 && (
        <Section title={`无网络登记 ${slips.length} 笔`}>
          <View className="panel">
            {slips.map((slip) => (
              <Fact
                key={slip.redemptionId}
                name={`${clockTime(slip.scannedAtMs)} 会员 …${slip.memberTail}`}
                value={slipText(slip)}
              />
            ))}
          </View>
        </Section>
      )}
      {since && (
        <Section title="生成之后有变动，现在是">
          <Counts counts={since} />
        </Section>
      )}
    </View>
  );
}

const pendingTexts: Record<Pending["kind"], string> = {
  redemption: "核销没收到结果",
  sale: "消费没收到结果",
  undo: "撤销没收到结果",
  slip: "无网络登记，还没发送",
  arriving: "已成功，数据在路上",
};

/** Of one that was lost, to whom: this shop bears it. */
function slipText({ state, amountFen, receipt, why, winner }: Slip): string {
  if (state === "settled") return receipt ? `已确认 ${savedText(receipt)}` : `已确认 消费 ¥${yuan(amountFen)}`;
  return `没用上，本店承担：${explain(why ?? "unexpected", winner, serverNowMs())}`;
}

function Counts({ counts }: { readonly counts: ShiftCounts }) {
  const { tickets, undone, sales, undoneSales } = counts;
  return (
    <View>
      <Section title="核销">
        <View className="panel">
          {tickets.length === 0 && <Text className="t-label t-block">这一班没有核销</Text>}
          {tickets.map((ticket) => (
            <Fact key={ticket.offerId} name={ticket.title} value={`${ticket.count} 张 ${tallyText(ticket, "−")}`} />
          ))}
          {undone.count > 0 && <Fact name="已撤销" value={`${undone.count} 张 ${tallyText(undone, "−")}`} />}
        </View>
      </Section>
      <Section title="消费">
        <View className="panel">
          <Fact name="收款" value={`${sales.count} 笔 ${tallyText(sales, "")}`} />
          {undoneSales.count > 0 && (
            <Fact name="已撤销" value={`${undoneSales.count} 笔 ${tallyText(undoneSales, "")}`} />
          )}
        </View>
      </Section>
    </View>
  );
}

/** 「−¥40」, 「¥218（2 笔没填金额）」. */
const tallyText = ({ fen, unknown }: Tally, sign: string): string =>
  `${sign}¥${yuan(fen)}${unknown > 0 ? `（${unknown} 笔没填金额）` : ""}`;
