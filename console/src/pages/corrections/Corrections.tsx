// 待批改分: corrections of points above the limit, that wait for a second person. Who approves is asked on the phone.
import { DecideAdjustment, ListAdjustments } from "@huike/shared/adjustment";
import { shortTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { spacedMemberNo } from "@huike/shared/id";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Popconfirm, Table } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf, useCall } from "../../api/use-call";
import { useMay, useMe } from "../../api/use-me";
import { useStaffNames } from "../../api/use-staff-names";
import { explain, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import "./corrections.css";

const words = {
  title: { zh: "待批改分", en: "Corrections" },
  note: {
    zh: "超过上限的积分调整，要由提的人以外的另一个人批准",
    en: "Corrections above the limit, approved by somebody other than who asked",
  },
  none: { zh: "没有等批准的调整。", en: "No correction is waiting." },
  member: { zh: "会员", en: "Member" },
  points: { zh: "积分", en: "Points" },
  why: { zh: "原因", en: "Why" },
  by: { zh: "谁提的", en: "Asked by" },
  at: { zh: "时间", en: "When" },
  act: { zh: "操作", en: "Do" },
  approve: { zh: "批准", en: "Approve" },
  decline: { zh: "拒绝", en: "Decline" },
  withdraw: { zh: "撤回", en: "Withdraw" },
  sure: { zh: "不调整这些积分？", en: "Leave these points as they are?" },
  own: { zh: "你提的，等另一个人", en: "Yours; somebody else decides" },
  ownCard: { zh: "是你自己的积分", en: "Your own points" },
  approved: { zh: "已批准，积分已到账", en: "Approved and posted" },
  declined: { zh: "没有调整", en: "Nothing was changed" },
} as const;

type Waiting = ResponseOf<typeof ListAdjustments>["adjustments"][number];

/** Somebody else may have decided meanwhile. */
const EVERY_MS = 20_000;

export function Corrections() {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data: me } = useMe();
  const mayDecide = useMay(DecideAdjustment);
  const { nameOf } = useStaffNames();
  const { data, error, refetch, isPending, dataUpdatedAt } = useCall(ListAdjustments, {}, { everyMs: EVERY_MS });
  // The list follows some seconds behind: what was decided here is gone at once.
  const [decided, setDecided] = useState<readonly string[]>([]);
  const [sending, setSending] = useState<string>();
  const waiting = (data?.adjustments ?? []).filter(({ adjustmentId }) => !decided.includes(adjustmentId));
  const decide = async ({ adjustmentId, memberNo }: Waiting, decision: "approve" | "decline") => {
    setSending(adjustmentId);
    const answer = await act(DecideAdjustment, { adjustmentId, memberNo, decision });
    setSending(undefined);
    if (!answer) return;
    if (answer.ok) message.success(decision === "approve" ? w.approved : w.declined);
    else message.error(explain(answer.error, answer.detail, language));
    if (answer.ok || answer.error === "adjustment_decided") setDecided([...decided, adjustmentId]);
    await queries.invalidateQueries({ queryKey: keysOf(ListAdjustments) });
  };
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note} asOfMs={dataUpdatedAt || undefined} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="adjustmentId"
        className="card-table"
        loading={isPending && !error}
        dataSource={waiting}
        pagination={false}
        locale={{ emptyText: isPending ? " " : <Empty description={w.none} /> }}
        columns={[
          { title: w.at, width: 120, className: "num", render: (_, { atMs }) => shortTime(atMs) },
          { title: w.member, width: 150, className: "num", render: (_, { memberNo }) => spacedMemberNo(memberNo) },
          {
            title: w.points,
            width: 120,
            align: "right",
            className: "num",
            render: (_, { points }) => (
              <strong className={points > 0 ? "points points--more" : "points points--less"}>
                {points > 0 ? "+" : "−"}
                {countText(Math.abs(points))}
              </strong>
            ),
          },
          { title: w.why, dataIndex: "why" },
          { title: w.by, width: 160, render: (_, { by }) => nameOf(by) },
          {
            title: w.act,
            width: 240,
            align: "right",
            render: (_, one) => {
              if (!mayDecide) return null;
              if (one.memberNo === me?.memberNo) return w.ownCard;
              const isOwn = one.by === me?.memberNo;
              const isSending = sending === one.adjustmentId;
              return (
                <span className="decide">
                  {isOwn && <span className="decide__note">{w.own}</span>}
                  <Popconfirm
                    title={w.sure}
                    okText={isOwn ? w.withdraw : w.decline}
                    onConfirm={() => decide(one, "decline")}
                  >
                    <Button size="small" type="text" danger disabled={isSending}>
                      {isOwn ? w.withdraw : w.decline}
                    </Button>
                  </Popconfirm>
                  {one.mayApprove && (
                    <Button size="small" loading={isSending} onClick={() => void decide(one, "approve")}>
                      {w.approve}
                    </Button>
                  )}
                </span>
              );
            },
          },
        ]}
      />
    </section>
  );
}
