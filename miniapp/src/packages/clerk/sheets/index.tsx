// 交班单: a shop's shifts of a day, for who answers for the shop.
import { businessDay, DAY_MS } from "@huike/shared/day";
import { ListShiftSheets, type ShiftSheet } from "@huike/shared/handover";
import { Text, View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../../api/call";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { Skeleton } from "../../../ui/Skeleton";
import { Sheet } from "../handover/Sheet";
import "../clerk.css";

type Shown = { readonly sheets: readonly ShiftSheet[] } | { readonly sentence: string } | undefined;

export default function SheetsPage() {
  const { storeId = "" } = useRouter().params;
  const [daysAgo, setDaysAgo] = useState(0);
  const [shown, setShown] = useState<Shown>();
  const day = businessDay(serverNowMs() - daysAgo * DAY_MS);
  const look = async (ago: number) => {
    setDaysAgo(ago);
    setShown(undefined);
    const answer = await call(ListShiftSheets, { storeId, day: businessDay(serverNowMs() - ago * DAY_MS) });
    setShown(answer.ok ? answer.value : { sentence: explain(answer.error, answer.detail, serverNowMs()) });
  };
  useDidShow(() => void look(daysAgo));
  return (
    <Page>
      <Text className="t-note t-block num">{day}（4 点到次日 4 点）</Text>
      {!shown && <Skeleton />}
      {shown && "sentence" in shown && (
        <Notice sentence={shown.sentence} action={{ label: "再试一次", onClick: () => void look(daysAgo) }} />
      )}
      {shown && "sheets" in shown && <Sheets sheets={shown.sheets} />}
      <View className="clerk__ways">
        <Button kind="outlined" onClick={() => void look(daysAgo + 1)}>
          看前一天
        </Button>
        {daysAgo > 0 && (
          <Button kind="words" onClick={() => void look(daysAgo - 1)}>
            看后一天
          </Button>
        )}
      </View>
    </Page>
  );
}

function Sheets({ sheets }: { readonly sheets: readonly ShiftSheet[] }) {
  if (sheets.length === 0) return <Text className="t-label t-block">这一天还没有人上班</Text>;
  return (
    <View>
      {sheets.map((sheet) => (
        <Section
          key={sheet.shift.shiftId}
          title={`${sheet.clerkNo} 号${sheet.closedAtMs === undefined ? " · 还在班上" : ""}`}
        >
          <Sheet sheet={sheet} />
        </Section>
      ))}
    </View>
  );
}
