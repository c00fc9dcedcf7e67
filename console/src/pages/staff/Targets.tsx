// What a shop expects of its clerks in this month: one for each of them, and others by name.
import { businessDay } from "@huike/shared/day";
import type { StaffRow } from "@huike/shared/staff";
import { GetTargets, GOALS, monthOf, PutTargets, type ShopTargets, type Target } from "@huike/shared/target";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Card, InputNumber, Select, Skeleton, Table } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keyOf, read, useCall } from "../../api/use-call";
import { useMay, useMe } from "../../api/use-me";
import { useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { Foot } from "../../ui/Foot";
import { useSettings, type Versioned } from "../../ui/use-settings";
import { goalWords, words } from "./words";

const GOAL_MAX = 99_999;

export function Targets({ staff }: { readonly staff: readonly StaffRow[] }) {
  const w = useWords(words);
  const me = useMe().data;
  const { stores } = useStores();
  const mine = (stores ?? []).filter(
    ({ storeId }) => me?.role !== "manager" || me.stores.some((one) => one.storeId === storeId),
  );
  const [chosen, choose] = useState<string>();
  const storeId = chosen ?? mine[0]?.storeId;
  const month = monthOf(businessDay(Date.now()));
  const isWanted = useMay(GetTargets) && storeId !== undefined;
  const { data, error, refetch } = useCall(GetTargets, { storeId: storeId ?? "", month }, { isWanted });
  if (!isWanted) return null;
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.targets(month)}</h2>}
      extra={
        <Select
          aria-label={w.shop}
          className="targets__shop"
          showSearch={{ optionFilterProp: "label" }}
          value={storeId}
          options={mine.map(({ storeId: value, name: label }) => ({ value, label }))}
          onChange={choose}
        />
      }
    >
      <Failure refused={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {data && (
        <OfShop
          key={`${storeId} ${month}`}
          storeId={storeId}
          month={month}
          held={{ version: data.version, value: data.targets }}
          staff={staff.filter((one) => one.state === "active" && one.storeIds.includes(storeId))}
        />
      )}
    </Card>
  );
}

type Props = {
  readonly storeId: string;
  readonly month: string;
  readonly held: Versioned<ShopTargets>;
  readonly staff: readonly StaffRow[];
};

function OfShop({ storeId, month, held, staff }: Props) {
  const queries = useQueryClient();
  const mayChange = useMay(PutTargets);
  const place = { storeId, month };
  const settings = useSettings<ShopTargets>({
    name: `targets-${storeId}-${month}`,
    held,
    put: (ifVersion, targets, why) => act(PutTargets, { ...place, ifVersion, targets, why }),
    overtaken: "setting_changed",
    readAgain: async () => {
      const { version, targets } = await read(GetTargets, place);
      queries.setQueryData(keyOf(GetTargets, place), { version, targets });
      return { version, value: targets };
    },
  });
  return (
    <>
      <TargetTable value={settings.value} staff={staff} onChange={mayChange ? settings.change : undefined} />
      <Foot settings={settings} mayChange={mayChange} isRight onDrop={() => settings.restart(held)} />
    </>
  );
}

type TableProps = {
  readonly value: ShopTargets;
  readonly staff: readonly Pick<StaffRow, "memberNo" | "name" | "clerkNo" | "role">[];
  /** Undefined where nothing may be changed. */
  readonly onChange: ((value: ShopTargets) => void) | undefined;
};

type Line = { readonly key: string; readonly name: string; readonly target: Target; readonly isNamed: boolean };

/** The first line is everybody's; who is given a number of their own stands by name from then on. */
export function TargetTable({ value: { each, clerks }, staff, onChange }: TableProps) {
  const w = useWords(words);
  const language = useLanguage();
  const lines: Line[] = [
    { key: "", name: w.each, target: each, isNamed: false },
    ...staff
      .filter(({ memberNo, role }) => role === "clerk" || clerks.some((one) => one.memberNo === memberNo))
      .map(({ memberNo, name, clerkNo }) => {
        const named = clerks.find((one) => one.memberNo === memberNo);
        return { key: memberNo, name: `${clerkNo} ${name}`, target: named ?? each, isNamed: named !== undefined };
      }),
  ];
  const set = ({ key, target: { members, redemptions } }: Line, part: Partial<Target>) => {
    const target = { members, redemptions, ...part };
    if (key === "") return onChange?.({ each: target, clerks });
    const others = clerks.filter(({ memberNo }) => memberNo !== key);
    onChange?.({ each, clerks: [...others, { memberNo: key, ...target }] });
  };
  const unname = ({ key }: Line) => onChange?.({ each, clerks: clerks.filter(({ memberNo }) => memberNo !== key) });
  return (
    <Table
      size="small"
      className="targets__table"
      dataSource={lines}
      pagination={false}
      columns={[
        { title: w.name, dataIndex: "name" },
        ...GOALS.map((goal) => ({
          title: goalWords[goal][language],
          key: goal,
          render: (_: unknown, line: Line) => (
            <InputNumber
              aria-label={w.goalOf(line.name, goalWords[goal][language])}
              min={0}
              max={GOAL_MAX}
              precision={0}
              disabled={!onChange}
              placeholder="—"
              value={line.target[goal] || null}
              onChange={(count) => set(line, { [goal]: count ?? 0 })}
            />
          ),
        })),
        {
          title: "",
          key: "act",
          render: (_: unknown, line: Line) =>
            line.isNamed &&
            onChange && (
              <Button size="small" type="text" onClick={() => unname(line)}>
                {w.asEach}
              </Button>
            ),
        },
      ]}
    />
  );
}
