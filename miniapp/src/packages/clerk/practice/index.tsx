// 练习模式: a minute with everything a counter says, on made-up customers. It calls no server and keeps nothing but that it
// was done, and no screen of it is green: nobody can take it for a redemption.
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { serverNowMs } from "../../../state/session-state";
import { Button } from "../../../ui/Button";
import { Page } from "../../../ui/Page";
import { Confirm } from "../confirm/Confirm";
import { toTill } from "../to-till";
import { lessonsAt } from "./lessons";
import { type Decision, decide } from "./made-up-counter";
import { PracticeResult } from "./PracticeResult";
import { notePractised } from "./practised";
import "../clerk.css";

type Phase = { readonly is: "meeting" | "confirming" } | { readonly is: "decided"; readonly decision: Decision };

export default function PracticePage() {
  const [lessons] = useState(() => lessonsAt(serverNowMs()));
  const [at, setAt] = useState(0);
  const [phase, setPhase] = useState<Phase>({ is: "meeting" });
  const lesson = lessons[at];
  const next = () => {
    if (at + 1 === lessons.length) notePractised();
    setAt(at + 1);
    setPhase({ is: "meeting" });
  };
  if (!lesson) return <Finished />;
  const scan = () =>
    setPhase(lesson.isConfirmed ? { is: "confirming" } : { is: "decided", decision: decide(lesson, serverNowMs()) });
  if (phase.is === "decided") return <PracticeResult decision={phase.decision} onNext={next} />;
  return (
    <Page className="clerk">
      <View className="band band--practice">
        <Text className="band__shop">练习 · 不算数</Text>
        <Text className="band__clerk num">{`第 ${at + 1} / ${lessons.length} 位`}</Text>
      </View>
      {phase.is === "confirming" ? (
        <Confirm
          visit={{ coupons: lesson.tickets }}
          onBack={() => setPhase({ is: "meeting" })}
          onDecide={async (tickets, basket) =>
            setPhase({ is: "decided", decision: decide({ ...lesson, tickets, basket }, serverNowMs()) })
          }
        />
      ) : (
        <View>
          <View className="panel practice__says">
            <Text className="t-body t-block">{lesson.says}</Text>
          </View>
          <Button className="scan-button" onClick={scan}>
            扫码
          </Button>
          <Button kind="words" onClick={toTill}>
            先不练了
          </Button>
        </View>
      )}
    </Page>
  );
}

function Finished() {
  return (
    <Page className="clerk">
      <View className="band band--practice">
        <Text className="band__shop">练完了</Text>
      </View>
      <View className="panel practice__says">
        <Text className="t-body t-block">
          记住三件事：绿色才是核销成功；蓝色待确认就再问一次；不能用的时候，照屏幕上的下一步做。
        </Text>
      </View>
      <Button className="confirm__button" onClick={toTill}>
        回收银台
      </Button>
    </Page>
  );
}
