// The levels as a table to type into. A level keeps its number for ever: offers name it.
import type { Tier } from "@huike/shared/program";
import { Button, Input, Table } from "antd";
import { useWords } from "../../../text/language";
import { Count } from "../../../ui/Count";
import { words } from "./words";

const LEVEL_MAX = 9;
const GROWTH_MAX = 10_000_000;

type Props = {
  readonly tiers: readonly Tier[];
  readonly mayChange: boolean;
  readonly onChange: (tiers: Tier[]) => void;
};

export function Tiers({ tiers, mayChange, onChange }: Props) {
  const w = useWords(words);
  const put = (level: number, part: Partial<Tier>) =>
    onChange(tiers.map((tier) => (tier.level === level ? { ...tier, ...part } : tier)));
  const last = tiers.at(-1);
  const add = () => {
    if (!last) return;
    onChange([...tiers, { ...last, level: last.level + 1, name: "", fromGrowth: last.fromGrowth * 2 || 1_000 }]);
  };
  return (
    <>
      <Table
        rowKey="level"
        size="small"
        className="program__table"
        pagination={false}
        dataSource={[...tiers]}
        columns={[
          { title: w.level, dataIndex: "level", width: 64, className: "num" },
          {
            title: w.name,
            render: (_, { level, name }) => (
              <Input
                aria-label={`${w.name} ${level}`}
                maxLength={8}
                value={name}
                onChange={({ target }) => put(level, { name: target.value })}
              />
            ),
          },
          {
            title: w.fromGrowth,
            render: (_, { level, fromGrowth }, i) =>
              i === 0 ? (
                <span className="num">{fromGrowth}</span>
              ) : (
                <Count
                  label={`${w.fromGrowth} ${level}`}
                  max={GROWTH_MAX}
                  value={fromGrowth}
                  onChange={(n = 0) => put(level, { fromGrowth: n })}
                />
              ),
          },
          {
            title: w.earnPercent,
            render: (_, { level, earnPercent }) => (
              <Count
                label={`${w.earnPercent} ${level}`}
                min={0}
                max={1_000}
                value={earnPercent}
                onChange={(n = 0) => put(level, { earnPercent: n })}
              />
            ),
          },
          {
            title: w.payPercent,
            render: (_, { level, payPercent }) => (
              <Count
                label={`${w.payPercent} ${level}`}
                max={100}
                value={payPercent}
                onChange={(n = 100) => put(level, { payPercent: n })}
              />
            ),
          },
          {
            key: "remove",
            width: 80,
            render: (_, { level }, i) =>
              mayChange &&
              i > 0 && (
                <Button
                  size="small"
                  type="text"
                  danger
                  aria-label={`${w.remove} ${level}`}
                  onClick={() => onChange(tiers.filter((tier) => tier.level !== level))}
                >
                  {w.remove}
                </Button>
              ),
          },
        ]}
      />
      {mayChange && last && last.level < LEVEL_MAX && (
        <Button size="small" onClick={add}>
          {w.addTier}
        </Button>
      )}
    </>
  );
}
