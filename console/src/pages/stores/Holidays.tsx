// Dates with hours of their own, or closed: each takes the place of that date's weekly hours.
import { Button, Input, Tag } from "antd";
import { useWords } from "../../text/language";
import { readSpans } from "../../ui/Times";
import { words } from "./words";

/** `hours`: as they are typed; none, and the shop is closed. */
export type Holiday = { readonly date: string; readonly hours: string };

type Props = { readonly value: readonly Holiday[]; readonly onChange: (value: readonly Holiday[]) => void };

export function Holidays({ value, onChange }: Props) {
  const w = useWords(words);
  const change = (i: number, part: Partial<Holiday>) =>
    onChange(value.map((one, at) => (at === i ? { ...one, ...part } : one)));
  return (
    <div className="holidays">
      {value.map(({ date, hours }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date is typed into its own line, which must not be made anew
        <div key={i} className="holidays__one">
          <Input
            type="date"
            aria-label={w.holidayDate(i + 1)}
            value={date}
            status={value.some((one, at) => at < i && one.date === date) ? "error" : ""}
            onChange={({ target }) => change(i, { date: target.value })}
          />
          <Input
            aria-label={w.holidayHours(i + 1)}
            placeholder={w.holidayHint}
            value={hours}
            status={readSpans(hours) ? "" : "error"}
            onChange={({ target }) => change(i, { hours: target.value })}
          />
          {hours.trim() === "" && <Tag>{w.closed}</Tag>}
          <Button
            type="text"
            aria-label={w.dropHoliday(i + 1)}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          >
            ✕
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...value, { date: "", hours: "" }])}>{w.addHoliday}</Button>
    </div>
  );
}
