// 本月目标: how far I am in what each of my shops expects, and how many a day are still wanting.
import type { GetToday } from "@huike/shared/counter";
import type { ResponseOf } from "@huike/shared/endpoint";
import { GOALS, paceOf, type Target } from "@huike/shared/target";
import { Text, View } from "@tarojs/components";
import { Section } from "../../../ui/Section";

type Month = NonNullable<ResponseOf<typeof GetToday>["month"]>;

const names: Readonly<Record<keyof Target, string>> = { members: "带来的会员", redemptions: "核销" };

/** 「还差 18，每天 3」 */
function wanting(expected: number, done: number, daysLeft: number): string {
  const { short, perDay } = paceOf(expected, done, daysLeft);
  return short === 0 ? "已达成" : `还差 ${short}，每天 ${perDay}`;
}

export function MyMonth({ month }: { readonly month: Month }) {
  const { daysLeft, judgedUntil, shops } = month;
  return (
    <>
      {shops.map(({ storeId, storeName, target, done, held }) => (
        <Section key={storeId} title={`本月目标 · ${storeName}`}>
          <View className="tally">
            {GOALS.filter((goal) => target[goal] > 0).map((goal) => (
              <View key={goal} className="tally__one">
                <Text className="tally__value num">{`${done[goal]}/${target[goal]}`}</Text>
                <Text className="t-note t-block">{names[goal]}</Text>
                <Text className="t-note t-block num">{wanting(target[goal], done[goal], daysLeft)}</Text>
                {held[goal] > 0 && <Text className="t-note t-block num">{`另有 ${held[goal]} 待确认`}</Text>}
              </View>
            ))}
          </View>
        </Section>
      ))}
      <Text className="t-note t-block num">
        {judgedUntil ? `核对到 ${judgedUntil.slice("2026-".length)}，今天的先算上，明早核对` : "今天的先算上，明早核对"}
      </Text>
    </>
  );
}
