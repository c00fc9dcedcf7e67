// Where mine and theirs differ, in words.
import { Table } from "antd";
import { useWords } from "../text/language";
import { Overtaken } from "./Overtaken";

const words = {
  field: { zh: "内容", en: "Part" },
  mine: { zh: "我写的", en: "Mine" },
  theirs: { zh: "现在的", en: "Now" },
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
    <Overtaken onMine={onMine} onTheirs={onTheirs}>
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
    </Overtaken>
  );
}
