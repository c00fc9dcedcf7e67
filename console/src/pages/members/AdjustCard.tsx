// A correction of points: by how many and why. Its id is made with the draft and kept until there is an answer, so that
// whoever presses again after a lost one corrects nothing twice.
import { AdjustPoints } from "@huike/shared/adjustment";
import { ShowMember } from "@huike/shared/members";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Input } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { makeId } from "../../api/new-id";
import { keysOf } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { Count } from "../../ui/Count";
import { words } from "./words";

type Draft = { readonly adjustmentId: string; readonly points?: number | undefined; readonly why: string };

const POINTS_MAX = 1_000_000;
const begin = (): Draft => ({ adjustmentId: makeId("adjustment"), why: "" });

export function AdjustCard({ memberNo }: { readonly memberNo: string }) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { draft, change, restart } = useKeptDraft<Draft>(`adjust-${memberNo}`, begin);
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<"pending" | "declined">();
  const [isSending, setSending] = useState(false);
  const { adjustmentId, points, why } = draft;
  const isReady = points !== undefined && points !== 0 && why.trim() !== "";
  const send = async () => {
    if (points === undefined) return;
    setSending(true);
    setFailure(undefined);
    setOutcome(undefined);
    const answer = await act(AdjustPoints, { adjustmentId, memberNo, points, why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) {
      // The first send had arrived, with other figures: these are another correction.
      if (answer.error === "adjustment_exists") change({ adjustmentId: makeId("adjustment") });
      return setFailure(explain(answer.error, answer.detail, language));
    }
    const { state } = answer.value;
    restart(begin());
    if (state === "posted") message.success(w.posted);
    else setOutcome(state);
    await queries.invalidateQueries({ queryKey: keysOf(ShowMember) });
  };
  return (
    <Card title={w.adjust} variant="borderless" size="small">
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {outcome && (
        <Alert
          className="failure"
          type="info"
          showIcon
          title={w[outcome]}
          action={<Link href="/corrections">{w.toCorrections}</Link>}
        />
      )}
      <form
        className="member__adjust"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void send();
        }}
      >
        <Count
          label={w.adjustBy}
          value={points}
          min={-POINTS_MAX}
          max={POINTS_MAX}
          hint={w.adjustHint}
          onChange={(next) => change({ points: next })}
        />
        <Input
          aria-label={w.why}
          placeholder={w.why}
          maxLength={200}
          value={why}
          onChange={({ target }) => change({ why: target.value })}
        />
        <Button htmlType="submit" type="primary" loading={isSending} disabled={!isReady}>
          {w.adjustDo}
        </Button>
      </form>
    </Card>
  );
}
