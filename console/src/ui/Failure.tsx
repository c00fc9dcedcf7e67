// What stands where an answer should be: the cause in a sentence, and a way on.
import { Alert, Button } from "antd";
import type { CallRefused } from "../api/use-call";
import { explain, useLanguage, useWords } from "../text/language";

const words = { again: { zh: "再试一次", en: "Try again" } } as const;

type Props = { readonly refused: CallRefused | null; readonly onAgain?: () => void };

export function Failure({ refused, onAgain }: Props) {
  const language = useLanguage();
  const w = useWords(words);
  if (!refused) return null;
  return (
    <Alert
      type="error"
      showIcon
      className="failure"
      title={explain(refused.refusal, refused.detail, language)}
      action={onAgain && <Button onClick={onAgain}>{w.again}</Button>}
    />
  );
}
