// 电脑上的后台: the actions this person's computers wait for, each in the server's words, and where they are signed in.
// It asks again every few seconds while it is open, as the computer does.
import { DecideApproval, ListApprovals, type PendingApproval } from "@huike/shared/approval";
import { type ConsoleSession, EndSession, ListSessions } from "@huike/shared/console-session";
import { Text, View } from "@tarojs/components";
import { useDidHide, useDidShow } from "@tarojs/taro";
import { useEffect, useState } from "react";
import { call } from "../../../api/call";
import { serverNowMs } from "../../../state/session-state";
import { dayAndTime, explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Fact } from "../../../ui/Fact";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { Skeleton } from "../../../ui/Skeleton";
import { BrowserFacts } from "./BrowserFacts";
import "../clerk.css";

const LOOK_EVERY_MS = 3_000;

type Seen = { readonly approvals: readonly PendingApproval[]; readonly sessions: readonly ConsoleSession[] };

export default function ConsolePage() {
  const [seen, setSeen] = useState<Seen>();
  const [trouble, setTrouble] = useState<string>();
  const [isInFront, setInFront] = useState(true);

  const look = async () => {
    const [waiting, signedIn] = await Promise.all([call(ListApprovals, {}), call(ListSessions, {})]);
    if (!waiting.ok) return setTrouble(explain(waiting.error, waiting.detail, serverNowMs()));
    if (!signedIn.ok) return setTrouble(explain(signedIn.error, signedIn.detail, serverNowMs()));
    setSeen({ approvals: waiting.value.approvals, sessions: signedIn.value.sessions });
  };
  const lookAgain = () => {
    setTrouble(undefined);
    void look();
  };
  useDidShow(() => {
    setInFront(true);
    lookAgain();
  });
  useDidHide(() => setInFront(false));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat looks at nothing that changes
  useEffect(() => {
    if (!isInFront || trouble) return;
    const beat = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(beat);
  }, [isInFront, trouble]);

  const decide = async (approvalId: string, decision: "approve" | "refuse") => {
    const answer = await call(DecideApproval, { approvalId, decision });
    if (!answer.ok) return setTrouble(explain(answer.error, answer.detail, serverNowMs()));
    await look();
  };
  const end = async (sessionId: string) => {
    const answer = await call(EndSession, { sessionId });
    if (!answer.ok) return setTrouble(explain(answer.error, answer.detail, serverNowMs()));
    await look();
  };
  return (
    <Page className="clerk">
      {trouble && <Notice sentence={trouble} action={{ label: "再看一次", onClick: lookAgain }} />}
      {!seen && !trouble && <Skeleton />}
      {seen && <Approvals approvals={seen.approvals} onDecide={decide} />}
      {seen && <Sessions sessions={seen.sessions} onEnd={end} />}
    </Page>
  );
}

type ApprovalsProps = {
  readonly approvals: readonly PendingApproval[];
  readonly onDecide: (approvalId: string, decision: "approve" | "refuse") => Promise<void>;
};

function Approvals({ approvals, onDecide }: ApprovalsProps) {
  return (
    <Section title="等你确认的操作">
      {approvals.length === 0 && <Text className="t-label t-block">没有。电脑上要确认时会出现在这里。</Text>}
      {approvals.map((approval) => (
        <Approval key={approval.approvalId} approval={approval} onDecide={onDecide} />
      ))}
    </Section>
  );
}

type ApprovalProps = { readonly approval: PendingApproval; readonly onDecide: ApprovalsProps["onDecide"] };

function Approval({ approval, onDecide }: ApprovalProps) {
  const [isBusy, setBusy] = useState(false);
  const say = async (decision: "approve" | "refuse") => {
    setBusy(true);
    await onDecide(approval.approvalId, decision);
    setBusy(false);
  };
  return (
    <View className="panel">
      <Text className="t-title t-block">{approval.action.zh}</Text>
      <Fact name="发起" value={dayAndTime(approval.askedAtMs, serverNowMs())} />
      <BrowserFacts browser={approval.browser} />
      <Button isBusy={isBusy} onClick={() => void say("approve")}>
        同意这个操作
      </Button>
      <Button kind="outlined" isOff={isBusy} onClick={() => void say("refuse")}>
        不同意
      </Button>
    </View>
  );
}

type SessionsProps = {
  readonly sessions: readonly ConsoleSession[];
  readonly onEnd: (sessionId: string) => Promise<void>;
};

function Sessions({ sessions, onEnd }: SessionsProps) {
  return (
    <Section title="登录着的电脑">
      {sessions.length === 0 && <Text className="t-label t-block">没有电脑登录着。</Text>}
      {sessions.map((session) => (
        <View className="panel" key={session.sessionId}>
          <BrowserFacts browser={session.browser} />
          <Fact name="登录" value={dayAndTime(session.signedInAtMs, serverNowMs())} />
          <Fact name="最近使用" value={dayAndTime(session.lastSeenAtMs, serverNowMs())} />
          <Button kind="outlined" onClick={() => void onEnd(session.sessionId)}>
            让它退出
          </Button>
        </View>
      ))}
    </Section>
  );
}
