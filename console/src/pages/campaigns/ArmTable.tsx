// The figures that are drawn, as a table.
import type { CampaignResult } from "@huike/shared/campaign-result";
import type { Arm, Lift } from "@huike/shared/lift";
import { Table } from "antd";
import { useWords } from "../../text/language";
import { countText } from "../../ui/figures";
import { words } from "./live-words";
import { signedEach, signedShare } from "./signed";

const percent = (n: number, of: number): string => (of === 0 ? "—" : `${((n / of) * 100).toFixed(1)}%`);
const yuanEach = (fen: number, of: number): string => (of === 0 ? "—" : `¥${(fen / of / 100).toFixed(2)}`);

export function ArmTable({ result }: { readonly result: CampaignResult }) {
  const w = useWords(words);
  const { sent, held, visits, spending } = result;
  const rowOf = (group: string, { people, visitors, buyers, spentFen }: Arm) => ({
    ...{ group, people: countText(people), visitors: countText(visitors), share: percent(visitors, people) },
    ...{ buyers: countText(buyers), each: yuanEach(spentFen, people) },
  });
  const spanOf = (lift: Lift | undefined, text: (value: number) => string) =>
    lift ? w.span(text(lift.low), text(lift.high)) : w.cannotTell;
  const difference = {
    ...{ group: w.difference, people: "", visitors: "", buyers: "" },
    share: spanOf(visits.lift, signedShare),
    each: spanOf(spending.lift, signedEach),
  };
  const column = (name: "people" | "visitors" | "share" | "buyers" | "each", title: string) => ({
    ...{ title, dataIndex: name, className: "num", align: "right" as const },
  });
  return (
    <Table
      rowKey="group"
      size="small"
      className="arms"
      pagination={false}
      dataSource={[rowOf(w.sentArm, sent), rowOf(w.heldArm, held), difference]}
      columns={[
        { title: w.group, dataIndex: "group" },
        column("people", w.peopleN),
        column("visitors", w.visitors),
        column("share", w.share),
        column("buyers", w.buyers),
        column("each", w.each),
      ]}
    />
  );
}
