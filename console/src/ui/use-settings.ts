// A setting that lies in one versioned item: written from the version that was seen, kept in the tab until it is put, and
// held beside another person's change before it is put over it.
import type { CallFailure, Endpoint, RefusalDetail } from "@huike/shared/endpoint";
import { App } from "antd";
import { useState } from "react";
import { useKeptDraft } from "../api/kept-draft";
import { explain, useLanguage, useWords } from "../text/language";

const words = { saved: { zh: "已保存", en: "Saved" } } as const;

export type Versioned<T> = { readonly version: number; readonly value: T };

type Answered =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: CallFailure<Endpoint>; readonly detail?: RefusalDetail };

type Source<T> = {
  readonly name: string;
  /** As it stood when the page was opened. */
  readonly held: Versioned<T>;
  /** Undefined where the person called it off. */
  readonly put: (version: number, value: T, why: string) => Promise<Answered | undefined>;
  /** What the API says where somebody else was first. */
  readonly overtaken: CallFailure<Endpoint>;
  /** Reads it anew, and lets the page know. */
  readonly readAgain: () => Promise<Versioned<T>>;
};

type Kept<T> = Versioned<T> & { readonly why: string };

export type Settings<T> = {
  readonly value: T;
  readonly why: string;
  readonly change: (value: T) => void;
  readonly explainWhy: (why: string) => void;
  readonly isChanged: boolean;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  /** What another put meanwhile. */
  readonly newest: Versioned<T> | undefined;
  readonly save: () => Promise<void>;
  /** Drops what was written here. */
  readonly restart: (from: Versioned<T>) => void;
  readonly putOver: () => void;
};

export function useSettings<T extends object>({ name, held, put, overtaken, readAgain }: Source<T>): Settings<T> {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const kept = useKeptDraft<Kept<T>>(`settings-${name}`, () => ({ ...held, why: "" }));
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [newest, setNewest] = useState<Versioned<T>>();
  const { version, value, why } = kept.draft;
  const restart = (from: Versioned<T>) => {
    kept.restart({ ...from, why: "" });
    setFailure(undefined);
    setNewest(undefined);
  };
  const save = async () => {
    setSending(true);
    setFailure(undefined);
    const answer = await put(version, value, why.trim());
    setSending(false);
    if (!answer) return;
    if (answer.ok) {
      message.success(w.saved);
      restart(await readAgain());
    } else if (answer.error === overtaken) setNewest(await readAgain());
    else setFailure(explain(answer.error, answer.detail, language));
  };
  return {
    ...{ value, why, isSending, failure, newest, save, restart },
    isChanged: JSON.stringify(value) !== JSON.stringify(held.value) || version !== held.version,
    change: (next) => kept.change({ value: next } as Partial<Kept<T>>),
    explainWhy: (text) => kept.change({ why: text } as Partial<Kept<T>>),
    putOver: () => {
      if (newest) kept.change({ version: newest.version } as Partial<Kept<T>>);
      setNewest(undefined);
    },
  };
}
