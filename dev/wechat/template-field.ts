// The rules of a template's values, as WeChat's document of "send subscribe message" has them. A key is the field's kind
// and a number: thing1, amount2.
type Rule = (value: string) => boolean;

const length = (value: string): number => [...value].length;
const upTo =
  (max: number, pattern = /^[^\n\r]*$/): Rule =>
  (value) =>
    length(value) <= max && pattern.test(value);

const rules: Readonly<Record<string, Rule>> = {
  thing: upTo(20),
  number: upTo(32, /^-?\d+(\.\d+)?$/),
  letter: upTo(32, /^[a-z]+$/i),
  symbol: upTo(5, /^[\p{P}\p{S}]+$/u),
  character_string: upTo(32, /^[\x21-\x7e]+$/),
  time: upTo(41, /\d{1,2}:\d{2}/),
  date: upTo(41, /^\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}/),
  amount: upTo(32, /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u),
  phone_number: upTo(17, /^[\d\p{P}\p{S} ]+$/u),
  car_number: upTo(8),
  name: (value) => length(value) <= (/\p{Script=Han}/u.test(value) ? 10 : 20) && !/\d/.test(value),
  phrase: upTo(5, /^\p{Script=Han}+$/u),
  const: upTo(100),
  enum: upTo(100),
};

export function fieldBreaksRule(key: string, value: string): boolean {
  const rule = rules[/^([a-z_]+?)\d+$/.exec(key)?.[1] ?? ""];
  return !rule || value === "" || !rule(value);
}
