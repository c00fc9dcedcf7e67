// A text and its link, counted as WeChat counts.
import { REPLY_CHARS_MAX, type Reply } from "@huike/shared/replies";
import { Checkbox, Form, Input } from "antd";
import { useWords } from "../../../text/language";
import { PageField } from "./PageField";
import { words } from "./words";

type Props = { readonly id: string; readonly reply: Reply; readonly onChange: (reply: Reply) => void };

export function ReplyField({ id, reply, onChange }: Props) {
  const w = useWords(words);
  const { text, link } = reply;
  return (
    <>
      <TextField id={id} label={w.text} text={text} onChange={(next) => onChange({ ...reply, text: next })} />
      <Form.Item>
        <Checkbox
          checked={link !== undefined}
          onChange={({ target }) => onChange(target.checked ? { text, link: { label: "", page: "home" } } : { text })}
        >
          {w.link}
        </Checkbox>
        {link && (
          <div className="replies__link">
            <Input
              aria-label={w.label}
              placeholder={w.label}
              maxLength={20}
              value={link.label}
              onChange={({ target }) => onChange({ text, link: { ...link, label: target.value } })}
            />
            <PageField
              label={w.link}
              target={link}
              onChange={({ page, scene }) =>
                onChange({ text, link: { label: link.label, page, ...(scene === undefined ? {} : { scene }) } })
              }
            />
          </div>
        )}
      </Form.Item>
    </>
  );
}

type TextProps = {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly note?: string;
  readonly onChange: (text: string) => void;
};

export function TextField({ id, label, text, note, onChange }: TextProps) {
  return (
    <Form.Item label={label} htmlFor={id} {...(note ? { extra: note } : {})}>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 8 }}
        showCount
        maxLength={REPLY_CHARS_MAX}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  );
}
