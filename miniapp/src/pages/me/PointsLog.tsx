// 积分明细: what came and what went, newest first. Asked again when the balance has changed.
import { calendarDay } from "@huike/shared/day";
import { GetPoints, type PointsLine } from "@huike/shared/points-log";
import { Text, View } from "@tarojs/components";
import { useCallback, useEffect, useState } from "react";
import { call } from "../../api/call";
import type { Answer } from "../../api/send";
import { serverNowMs } from "../../state/session-state";
import { dayAndTime, explain } from "../../text/explain";
import { Button } from "../../ui/Button";
import { Fact } from "../../ui/Fact";
import { Section } from "../../ui/Section";

type Heard = Extract<Answer<typeof GetPoints>, { ok: true }>["value"];

const words: Record<PointsLine["kind"], string> = {
  earn: "消费",
  undo: "撤销退回",
  spend: "换券",
  refund: "券作废退回",
  expire: "到期",
  adjust: "调整",
};

export function PointsLog({ points }: { readonly points: number }) {
  const [log, setLog] = useState<Heard>();
  const [failure, setFailure] = useState<string>();
  const ask = useCallback(async (before?: string) => {
    const answer = await call(GetPoints, before === undefined ? {} : { before });
    setFailure(answer.ok ? undefined : explain(answer.error, undefined, serverNowMs()));
    if (answer.ok) setLog((old) => (before !== undefined && old ? joined(old, answer.value) : answer.value));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed balance is what makes the log old
  useEffect(() => void ask(), [ask, points]);
  const next = log?.next;
  return (
    <Section title="积分明细">
      {log && <Lines log={log} />}
      {failure && (
        <View>
          <Text className="t-body t-block">{failure}</Text>
          <Button kind="outlined" onClick={() => void ask()}>
            再试一次
          </Button>
        </View>
      )}
      {next !== undefined && (
        <Button kind="outlined" onClick={() => void ask(next)}>
          看更多
        </Button>
      )}
    </Section>
  );
}

const joined = ({ lines, tierEnds }: Heard, page: Heard): Heard => ({
  lines: [...lines, ...page.lines],
  ...(tierEnds ? { tierEnds } : {}),
  ...(page.next === undefined ? {} : { next: page.next }),
});

function Lines({ log: { lines, tierEnds } }: { readonly log: Heard }) {
  if (lines.length === 0) return <Text className="t-body t-block">第一次到店就有积分</Text>;
  return (
    <View className="panel">
      {tierEnds && (
        <Text className="t-body t-block">
          {calendarDay(tierEnds.untilMs)} 前再消费 ¥{tierEnds.missingGrowth}，保住现在的等级
        </Text>
      )}
      {lines.map((line) => (
        <Fact
          key={`${line.atMs}${line.kind}${line.points}`}
          name={[words[line.kind], line.storeName, dayAndTime(line.atMs, serverNowMs())].filter(Boolean).join(" · ")}
          value={signed(line.points)}
        />
      ))}
    </View>
  );
}

const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);
