// Somebody kept another version meanwhile: what differs, and whose shall hold.
import type { Segment } from "@huike/shared/audience-calls";
import { CountAudience } from "@huike/shared/audience-calls";
import { Alert, Button, Table } from "antd";
import { useCall } from "../../api/use-call";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import type { SegmentDraft } from "./segment-draft";
import { words } from "./words";

type Props = {
  readonly mine: SegmentDraft;
  readonly theirs: Segment;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
};

export function Conflict({ mine, theirs, onMine, onTheirs }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  // The count beside it has just asked the same.
  const { data } = useCall(CountAudience, { rule: mine.rule }, { freshMs: Number.POSITIVE_INFINITY });
  const differences = [
    { field: w.name, mine: mine.name, theirs: theirs.name },
    {
      field: w.who,
      mine: data ? sentenceOf(data.sentence, language) : "…",
      theirs: sentenceOf(theirs.sentence, language),
    },
    { field: w.tag, mine: mine.isTagging ? mine.tag : w.noTag, theirs: theirs.tag ?? w.noTag },
    { field: w.state, mine: w[mine.state], theirs: w[theirs.state] },
  ].filter((one) => one.mine !== one.theirs);
  return (
    <Alert
      className="failure"
      type="warning"
      showIcon
      title={w.conflict}
      description={
        <>
          <Table
            size="small"
            pagination={false}
            rowKey="field"
            dataSource={differences}
            columns={[
              { title: w.field, width: 100, dataIndex: "field" },
              { title: w.mine, dataIndex: "mine" },
              { title: w.theirs, dataIndex: "theirs" },
            ]}
          />
          <div className="audience__acts">
            <Button onClick={onTheirs}>{w.takeTheirs}</Button>
            <Button type="primary" onClick={onMine}>
              {w.overTheirs}
            </Button>
          </div>
        </>
      }
    />
  );
}
