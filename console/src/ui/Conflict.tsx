// Somebody was faster: where mine and theirs differ, and which of them shall hold. Nobody's change is put over another's
// unseen.
import { Alert, Button, Table } from "antd";
import { useWords } from "../text/language";

const words = {
  conflict: { zh: "别人刚改过，先看差异", en: "Somebody has just changed it; look at the difference first" },
  field: { zh: "内容", en: "Part" },
  mine: { zh: "我写的", en: "Mine" },
  theirs: { zh: "现在的", en: "Now" },
  overTheirs: { zh: "在新版上用我的", en: "Put mine over it" },
  takeTheirs: { zh: "用现在的，放弃我的", en: "Keep theirs, drop mine" },
} as const;

export type Difference = { readonly field: string; readonly mine: string; readonly theirs: string };

type Props = {
  readonly differences: readonly Difference[];
  readonly onMine: () => void;
  readonly onTheirs: () => void;
};

export function Conflict({ differences, onMine, onTheirs }: Props) {
  const w = useWords(words);
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
              { title: w.field, dataIndex: "field" },
              { title: w.mine, dataIndex: "mine" },
              { title: w.theirs, dataIndex: "theirs" },
            ]}
          />
          <div className="conflict__acts">
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
