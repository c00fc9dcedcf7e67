// One button: its name, and what it does when it is tapped.
import { ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import type { Button as MenuButton } from "@huike/shared/menu";
import { bytesOf } from "@huike/shared/menu";
import { GetReplies } from "@huike/shared/replies";
import { Button, Input, Select } from "antd";
import { useCall } from "../../../api/use-call";
import { useWords } from "../../../text/language";
import { PageField } from "../replies/PageField";
import { words } from "./words";

type Kind = MenuButton["act"]["is"];

type Props = {
  readonly button: MenuButton;
  readonly bytesMax: number;
  readonly isFirst: boolean;
  readonly onChange: (button: MenuButton) => void;
  readonly onForward: () => void;
  readonly onRemove: () => void;
  /** On the bar only. */
  readonly onList?: () => void;
};

export function ButtonForm({ button, bytesMax, isFirst, onChange, onForward, onRemove, onList }: Props) {
  const w = useWords(words);
  const { name, act } = button;
  const kinds = (["page", "reply", "web"] as const).map((value) => ({
    value: value as Kind | "list",
    label: w[value],
  }));
  const choose = (kind: Kind | "list") => {
    if (kind === "list") onList?.();
    if (kind === "page") onChange({ name, act: { is: "page", page: "home" } });
    if (kind === "web") onChange({ name, act: { is: "web", url: "" } });
    if (kind === "reply") onChange({ name, act: { is: "reply", ruleId: "" } });
  };
  return (
    <div className="menu-tab__button">
      <NameField name={name} bytesMax={bytesMax} onChange={(next) => onChange({ ...button, name: next })} />
      <Select<Kind | "list">
        aria-label={w.does}
        className="menu-tab__kind"
        value={act.is}
        options={[...kinds, ...(onList ? [{ value: "list" as const, label: w.list }] : [])]}
        onChange={choose}
      />
      <ActField act={act} onChange={(next) => onChange({ name, act: next })} />
      <Order name={name} isFirst={isFirst} onForward={onForward} onRemove={onRemove} />
    </div>
  );
}

type NameProps = { readonly name: string; readonly bytesMax: number; readonly onChange: (name: string) => void };

export function NameField({ name, bytesMax, onChange }: NameProps) {
  const w = useWords(words);
  const bytes = bytesOf(name);
  return (
    <Input
      aria-label={w.name}
      className="menu-tab__name"
      value={name}
      {...(bytes > bytesMax || bytes === 0 ? { status: "error" as const } : {})}
      suffix={<span className="num">{`${bytes}/${bytesMax}`}</span>}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

type OrderProps = Pick<Props, "isFirst" | "onForward" | "onRemove"> & { readonly name: string };

export function Order({ name, isFirst, onForward, onRemove }: OrderProps) {
  const w = useWords(words);
  return (
    <>
      <Button type="text" icon={<ArrowUpOutlined />} aria-label={w.left(name)} disabled={isFirst} onClick={onForward} />
      <Button type="text" danger icon={<DeleteOutlined />} aria-label={w.remove(name)} onClick={onRemove} />
    </>
  );
}

type ActProps = { readonly act: MenuButton["act"]; readonly onChange: (act: MenuButton["act"]) => void };

function ActField({ act, onChange }: ActProps) {
  const w = useWords(words);
  const { data } = useCall(GetReplies, {});
  if (act.is === "web")
    return (
      <Input
        aria-label={w.url}
        placeholder="https://"
        className="menu-tab__act"
        maxLength={1024}
        value={act.url}
        onChange={({ target }) => onChange({ is: "web", url: target.value.trim() })}
      />
    );
  if (act.is === "reply")
    return (
      <Select
        aria-label={w.whichReply}
        placeholder={w.whichReply}
        className="menu-tab__act"
        notFoundContent={w.noReply}
        {...(act.ruleId === "" ? {} : { value: act.ruleId })}
        options={data?.replies.rules.map(({ ruleId, name }) => ({ value: ruleId, label: name })) ?? []}
        onChange={(ruleId: string) => onChange({ is: "reply", ruleId })}
      />
    );
  return (
    <PageField
      label={w.page}
      target={act}
      onChange={({ page, scene }) => onChange({ is: "page", page, ...(scene === undefined ? {} : { scene }) })}
    />
  );
}
