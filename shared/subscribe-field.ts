// The fields of a subscribe message. WeChat refuses the whole message (47003) for one value that
// breaks its field's rule, so each is checked before anything is sent ("send subscribe message",
// limits of parameter values). A key is the field's kind and a number: thing1, amount2.

export type FieldFault = "empty" | "too_long" | "not_allowed" | "unknown_field";

type Rule = {
  /** Characters, counted as code points. */
  readonly max: number;
  readonly isAllowed: (text: string) => boolean;
};

const only = (pattern: RegExp) => (text: string) => pattern.test(text);
const HAN = /\p{Script=Han}/u;
const THING_MAX = 20;
/** Two days with their times and the ~ between them. */
const MOMENTS_MAX = 41;

const rules = new Map<string, Rule>([
  ["thing", { max: THING_MAX, isAllowed: only(/^[^\r\n\u2028\u2029]*$/u) }],
  ["number", { max: 32, isAllowed: only(/^-?\d+(\.\d+)?$/) }],
  ["letter", { max: 32, isAllowed: only(/^[A-Za-z]+$/) }],
  ["symbol", { max: 5, isAllowed: only(/^[\p{P}\p{S}]+$/u) }],
  ["character_string", { max: 32, isAllowed: only(/^[\x21-\x7e]+$/) }],
  ["time", { max: MOMENTS_MAX, isAllowed: (text) => areMoments(text, (moment) => moment.hasClock) }],
  ["date", { max: MOMENTS_MAX, isAllowed: (text) => areMoments(text, (moment) => moment.hasDay) }],
  ["amount", { max: 32, isAllowed: only(/^\p{Sc}?\d{1,10}(\.\d+)?元?$/u) }],
  ["phone_number", { max: 17, isAllowed: only(/^[\d\p{P}\p{S} ]+$/u) }],
  ["car_number", { max: 8, isAllowed: only(/^[\p{Script=Han}A-Za-z\d]+$/u) }],
  ["phrase", { max: 5, isAllowed: only(/^\p{Script=Han}+$/u) }],
]);

/** Ten where one of them is Chinese, twenty where none is. */
const nameRule = (text: string): Rule => ({
  max: HAN.test(text) ? 10 : 20,
  isAllowed: only(/^[\p{Script=Han}A-Za-z ·.'-]+$/u),
});

/** Their values come from a list only the template knows: WeChat has the last word. */
const listed: Rule = { max: Number.POSITIVE_INFINITY, isAllowed: only(/^[^\r\n]*$/) };

/** "thing12" → "thing". */
export const kindOfField = (key: string): string => /^([a-z_]+)\d{1,3}$/.exec(key)?.[1] ?? "";

/** The characters a value of this field may have; absent where WeChat sets no bound, or there is no such field. */
export function fieldMax(key: string, value: string): number | undefined {
  const max = ruleOf(kindOfField(key), value)?.max;
  return max === Number.POSITIVE_INFINITY ? undefined : max;
}

/** What is wrong with a value for this field; nothing when WeChat takes it. */
export function fieldFault(key: string, value: string): FieldFault | undefined {
  const rule = ruleOf(kindOfField(key), value);
  if (!rule) return "unknown_field";
  if (value.trim() === "") return "empty";
  if ([...value].length > rule.max) return "too_long";
  return rule.isAllowed(value) ? undefined : "not_allowed";
}

function ruleOf(kind: string, value: string): Rule | undefined {
  if (kind === "name") return nameRule(value);
  return kind === "const" || kind === "enum" ? listed : rules.get(kind);
}

/** Text for a `thing`, on one line and within its limit. Of no other kind: half a number is another number. */
export function fitThing(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ").trim()];
  if (characters.length <= THING_MAX) return characters.join("");
  return `${characters
    .slice(0, THING_MAX - 1)
    .join("")
    .trimEnd()}…`;
}

type Moment = { readonly hasDay: boolean; readonly hasClock: boolean };

const DAY = /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日|([-/.])(\d{1,2})\4(\d{1,2}))/;
const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

/** One moment, or a span of two: 10:00~12:00. */
function areMoments(text: string, isOfKind: (moment: Moment) => boolean): boolean {
  const moments = text.split("~").map(readMoment);
  const known = moments.filter((moment) => moment !== undefined);
  return moments.length <= 2 && known.length === moments.length && known.every(isOfKind);
}

function readMoment(text: string): Moment | undefined {
  const day = DAY.exec(text);
  if (day && !isCalendarDay(day)) return undefined;
  const clock = text.slice(day?.[0].length ?? 0).trim();
  if (clock === "" ? !day : !CLOCK.test(clock)) return undefined;
  return { hasDay: day !== null, hasClock: clock !== "" };
}

function isCalendarDay([, year, month, date, , monthToo, dateToo]: RegExpExecArray): boolean {
  const [y, m, d] = [Number(year), Number(month ?? monthToo), Number(date ?? dateToo)];
  const day = new Date(Date.UTC(y, m - 1, d));
  return day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
}
