// Asks for a reason before something is done, and stays open with the cause where it was refused.
import type { Answer } from "@huike/shared/answer";
import type { Endpoint } from "@huike/shared/endpoint";
import { Alert, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { explain, useLanguage, useWords } from "../text/language";

const words = {
  sure: { zh: "确定", en: "Go" },
  back: { zh: "先不", en: "Not now" },
  reason: { zh: "原因", en: "Reason" },
  hint: { zh: "原因，留在记录里", en: "Reason, kept on record" },
} as const;

type Props<E extends Endpoint> = {
  readonly title: string;
  readonly isDanger?: boolean;
  /** Carries it out; undefined where the person or their phone called it off. */
  readonly onSure: (why: string) => Promise<Answer<E> | undefined>;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
  /** What it will do, said before it is done. */
  readonly children?: ReactNode;
};

export function AskWhy<E extends Endpoint>({ title, isDanger, onSure, onDone, onClose, children }: Props<E>) {
  const w = useWords(words);
  const language = useLanguage();
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const go = async () => {
    setSending(true);
    setFailure(undefined);
    const answer = await onSure(why.trim());
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    await onDone();
    onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={w.sure}
      cancelText={w.back}
      okButtonProps={{ danger: isDanger === true, disabled: why.trim() === "", loading: isSending }}
      mask={{ closable: !isSending }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {children}
      <Input
        aria-label={w.reason}
        placeholder={w.hint}
        maxLength={200}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
      />
    </Modal>
  );
}
