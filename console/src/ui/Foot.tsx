// The end of a form of settings: why, save, drop; above it what another has put meanwhile.
import { Alert, Button, Input } from "antd";
import { useWords } from "../text/language";
import { ChangeTable } from "./ChangeTable";
import { Overtaken } from "./Overtaken";
import type { Settings } from "./use-settings";
import "./foot.css";

const words = {
  save: { zh: "保存", en: "Save" },
  undo: { zh: "放弃改动", en: "Drop my changes" },
  reason: { zh: "为什么改（留在审计里）", en: "Why, kept in the audit" },
  readOnly: { zh: "你可以看，不能改。", en: "You may look, not change." },
  field: { zh: "项目", en: "Field" },
  theirs: { zh: "别人的", en: "Theirs" },
  mine: { zh: "我的", en: "Mine" },
} as const;

type Props<T> = {
  readonly settings: Settings<T>;
  readonly mayChange: boolean;
  readonly isRight: boolean;
  readonly onDrop: () => void;
};

export function Foot<T>({ settings, mayChange, isRight, onDrop }: Props<T>) {
  const w = useWords(words);
  const { why, isChanged, isSending, failure, save, explainWhy } = settings;
  if (!mayChange) return <p className="page-head__note">{w.readOnly}</p>;
  return (
    <>
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <Conflict settings={settings} />
      <div className="foot">
        <Input
          aria-label={w.reason}
          placeholder={w.reason}
          maxLength={200}
          value={why}
          onChange={({ target }) => explainWhy(target.value)}
        />
        {isChanged && <Button onClick={onDrop}>{w.undo}</Button>}
        <Button
          type="primary"
          loading={isSending}
          disabled={!isChanged || !isRight || why.trim() === ""}
          onClick={() => void save()}
        >
          {w.save}
        </Button>
      </div>
    </>
  );
}

function Conflict<T>({ settings: { newest, value, restart, putOver } }: { readonly settings: Settings<T> }) {
  const w = useWords(words);
  if (!newest) return null;
  const [before, after] = [newest.value, value].map((one) => new Map(Object.entries(one as object)));
  const changes = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].map((name) => ({
    name,
    ...(before?.has(name) ? { before: JSON.stringify(before.get(name)) } : {}),
    ...(after?.has(name) ? { after: JSON.stringify(after.get(name)) } : {}),
  }));
  return (
    <Overtaken onMine={putOver} onTheirs={() => restart(newest)}>
      <ChangeTable changes={changes} titles={[w.field, w.theirs, w.mine]} />
    </Overtaken>
  );
}
