// The head of a page: its name, how fresh it is, and the one thing to do on it.
import { clockTime } from "@huike/shared/day";
import { type ReactNode, useEffect } from "react";
import { useWords } from "../text/language";

const words = {
  asOf: { zh: (time: string) => `截至 ${time}`, en: (time: string) => `As of ${time}` },
  product: { zh: "回客", en: "Huike" },
} as const;

type Props = {
  readonly title: string;
  readonly note?: ReactNode;
  /** When what is shown was read. */
  readonly asOfMs?: number | undefined;
  readonly children?: ReactNode;
};

export function PageHead({ title, note, asOfMs, children }: Props) {
  const w = useWords(words);
  useEffect(() => {
    document.title = `${title} · ${w.product}`;
  }, [title, w.product]);
  return (
    <header className="page-head">
      <div className="page-head__words">
        <h1>{title}</h1>
        {note && <span className="page-head__note">{note}</span>}
        {asOfMs !== undefined && <span className="page-head__note num">{w.asOf(clockTime(asOfMs))}</span>}
      </div>
      <div className="page-head__acts">{children}</div>
    </header>
  );
}
