// A week's hours as people write them: 「10:00-22:00」, 「周一至周五 10:00-21:00；周六、周日 09:00-22:00」, 「24小时」, 「周一休息」.
import { type Span, spansText, type WeeklyHours } from "@huike/shared/hours";
import { readSpans } from "../../ui/Times";

const DAYS = "日一二三四五六";
const DAY = "(?:周|星期)?([日天一二三四五六])";
const RANGE = new RegExp(`^${DAY}\\s*(?:至|到|-|–|~)\\s*${DAY}`);
const LIST = new RegExp(`^${DAY}(?:\\s*[、,，]\\s*${DAY})*`);
const ENGLISH = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Undefined for what is no hours. A day that no part names is closed, unless no part names any. */
export function readHours(text: string): WeeklyHours | undefined {
  const parts = text
    .split(/[;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0) return undefined;
  const week: Span[][] = Array.from({ length: 7 }, () => []);
  for (const part of parts) {
    const { days, rest } = readDays(part);
    const spans = /^(休息?|closed)$/i.test(rest)
      ? []
      : /^24\s*(小时|h|hours)$/i.test(rest)
        ? [[0, 1440] as Span]
        : readSpans(rest);
    if (!spans || (spans.length === 0 && !/休|closed/i.test(rest))) return undefined;
    for (const day of days) week[day] = spans;
  }
  return week;
}

function readDays(part: string): { days: readonly number[]; rest: string } {
  const range = RANGE.exec(part) ?? englishRange(part);
  if (range) {
    const [from, to] = [dayOf(range[1]), dayOf(range[2])];
    const days = Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
    return { days, rest: part.slice(range[0].length).trim() };
  }
  const list = LIST.exec(part);
  if (list)
    return {
      days: [...list[0].matchAll(/[日天一二三四五六]/g)].map(([day]) => dayOf(day)),
      rest: part.slice(list[0].length).trim(),
    };
  const every = /^(每天|daily)\s*/i.exec(part);
  return { days: [0, 1, 2, 3, 4, 5, 6], rest: every ? part.slice(every[0].length) : part };
}

const englishRange = (part: string) =>
  /^(sun|mon|tue|wed|thu|fri|sat)\w*\s*(?:-|–|to)\s*(sun|mon|tue|wed|thu|fri|sat)\w*/i.exec(part);

function dayOf(text = ""): number {
  const english = ENGLISH.indexOf(text.toLowerCase());
  return english >= 0 ? english : DAYS.indexOf(text === "天" ? "日" : text);
}

/** As `readHours` reads it again; days of the same hours together. */
export function hoursText(hours: WeeklyHours): string {
  const order = [1, 2, 3, 4, 5, 6, 0];
  const said = order.map((day) => plain(hours[day] ?? []));
  if (said.every((text) => text === said[0])) return said[0] ?? "";
  const groups: { text: string; days: number[] }[] = [];
  order.forEach((day, i) => {
    const last = groups.at(-1);
    if (last && last.text === said[i]) last.days.push(day);
    else groups.push({ text: said[i] ?? "", days: [day] });
  });
  return groups
    .map(({ text, days }) => {
      const [first = 0, last = 0] = [days[0], days.at(-1)];
      const name = days.length === 1 ? `周${DAYS[first]}` : `周${DAYS[first]}至周${DAYS[last]}`;
      return `${name} ${text}`;
    })
    .join("；");
}

const plain = (spans: readonly Span[]): string =>
  spans.length === 0
    ? "休息"
    : spansText(spans).replaceAll("–", "-").replaceAll("次日 ", "").replaceAll("24 小时", "24小时");
