// One subscribe message as WeChat's console has it.
import { Input } from "antd";
import { useWords } from "../../../text/language";
import { Sentence } from "../../../ui/Sentence";
import type { Written } from "./draft";
import { words } from "./words";

type Props = {
  readonly label: string;
  /** When a member is asked for it. */
  readonly note: string;
  readonly written: Written;
  readonly isWrong: boolean;
  readonly onChange: (written: Written) => void;
};

export function TemplateSentence({ label, note, written, isWrong, onChange }: Props) {
  const w = useWords(words);
  const status = isWrong ? ({ status: "error" } as const) : {};
  return (
    <Sentence label={label} isTall>
      <span className="hint wide">{note}</span>
      <Input
        aria-label={`${label} ${w.templateId}`}
        className="wide num"
        placeholder={w.templateId}
        value={written.templateId}
        {...status}
        onChange={({ target }) => onChange({ ...written, templateId: target.value })}
      />
      <Input
        aria-label={`${label} ${w.templateTitle}`}
        className="middle"
        placeholder={w.templateTitle}
        maxLength={20}
        value={written.title}
        {...status}
        onChange={({ target }) => onChange({ ...written, title: target.value })}
      />
      <Input
        aria-label={`${label} ${w.keys}`}
        className="keys num"
        placeholder={w.keysHint}
        value={written.keys}
        {...status}
        onChange={({ target }) => onChange({ ...written, keys: target.value })}
      />
    </Sentence>
  );
}
