// A moment and a span of hours, in Shanghai's time wherever the browser stands.
import { minuteText, type Span } from "@huike/shared/hours";
import { Input } from "antd";

const SHANGHAI_MS = 8 * 3_600_000;

const textOf = (ms: number | undefined): string =>
  ms === undefined ? "" : new Date(ms + SHANGHAI_MS).toISOString().slice(0, 16);

const msOf = (text: string): number | undefined => {
  const ms = Date.parse(`${text}:00.000+08:00`);
  return Number.isNaN(ms) ? undefined : ms;
};

type MomentProps = {
  readonly label: string;
  readonly atMs: number | undefined;
  readonly onChange: (atMs: number | undefined) => void;
  readonly isWrong?: boolean;
};

export function Moment({ label, atMs, onChange, isWrong = false }: MomentProps) {
  return (
    <Input
      type="datetime-local"
      aria-label={label}
      className="moment num"
      value={textOf(atMs)}
      {...(isWrong ? { status: "error" as const } : {})}
      onChange={({ target }) => onChange(msOf(target.value))}
    />
  );
}

type MinuteProps = {
  readonly label: string;
  /** Of the day, from midnight. */
  readonly minute: number;
  readonly onChange: (minute: number) => void;
};

/** A minute of the day. What is no time while it is typed changes nothing. */
export function MinuteOfDay({ label, minute, onChange }: MinuteProps) {
  return (
    <Input
      type="time"
      aria-label={label}
      className="minute-of-day num"
      value={minuteText(minute)}
      onChange={({ target }) => {
        const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(target.value) ?? [];
        if (hours && minutes) onChange(Number(hours) * 60 + Number(minutes));
      }}
    />
  );
}

/** "10:00-14:00, 17:00-21:30" → spans; undefined for what is none. An end before its start is the next day's. */
export function readSpans(text: string): Span[] | undefined {
  const spans: Span[] = [];
  for (const part of text.split(/[,，;；\s]+/).filter(Boolean)) {
    const read = /^(\d{1,2}):(\d\d)\s*[-–~至]\s*(\d{1,2}):(\d\d)$/.exec(part);
    if (!read) return undefined;
    const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = read.slice(1).map(Number);
    const from = h1 * 60 + m1;
    const until = h2 * 60 + m2;
    if (h1 > 23 || h2 > 24 || m1 > 59 || m2 > 59 || until > 1440) return undefined;
    spans.push([from, until > from ? until : until + 1440]);
  }
  return spans;
}

export const spansInput = (spans: readonly Span[]): string =>
  spans.map(([from, until]) => `${minuteText(from)}-${minuteText(until)}`).join(", ");
