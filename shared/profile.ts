// 资料: what members tell of themselves where they want to: a name, a birthday, a phone number. Nothing ever needs them.
import * as z from "zod/mini";
import { calendarDayNo, DAY_MS } from "./day.ts";
import { endpoint } from "./endpoint.ts";

export const NAME_MAX = 20;
/** Anything with a visible character in it: people's names are theirs. */
export const MemberName = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(NAME_MAX),
    z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}][^\p{Cc}\p{Zl}\p{Zp}]*$/u),
  );

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const daysOfMonth = (month: number): number => DAYS_OF_MONTH[month - 1] ?? 0;

/** Month and day, no year: 12 May is 512. Whoever wants to wish somebody well needs no more. */
export const Birthday = z
  .int()
  .check(z.refine<number>((value) => value % 100 >= 1 && value % 100 <= daysOfMonth(Math.floor(value / 100))));
export const monthOf = (birthday: number): number => Math.floor(birthday / 100);
export const dayOf = (birthday: number): number => birthday % 100;

/** A birthday is given once in so many days, or it would be whenever something is given for it. */
export const BIRTHDAY_KEPT_DAYS = 365;

const FEBRUARY_29 = 229;
const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;

/** Calendar days of Shanghai till the next one, 0 on the day itself. Who was born on 29 February has it on the 28th of other years. */
export function daysToBirthday(birthday: number, nowMs: number): number {
  const today = calendarDayNo(nowMs);
  const year = new Date(today * DAY_MS).getUTCFullYear();
  const dayIn = (of: number): number => {
    const day = birthday === FEBRUARY_29 && !isLeap(of) ? birthday - 1 : birthday;
    return Date.UTC(of, monthOf(day) - 1, dayOf(day)) / DAY_MS;
  };
  const thisYears = dayIn(year);
  return (thisYears >= today ? thisYears : dayIn(year + 1)) - today;
}

/** What the member's own phone shows. */
export const Profile = z.strictObject({
  name: z.optional(z.string()),
  /** 138****5678: the whole number never leaves the server but for an owner with a reason. */
  phone: z.optional(z.string()),
  birthday: z.optional(Birthday),
  /** From then on a birthday may be given, in ms; absent while it may. */
  birthdayFromMs: z.optional(z.int()),
});
export type Profile = z.infer<typeof Profile>;

export const GetProfile = endpoint({
  audience: "member",
  method: "GET",
  path: "/profile",
  summary: "What the member told of themselves",
  roles: ["member"],
  request: z.strictObject({}),
  response: Profile,
  errors: {},
});

export const PutName = endpoint({
  audience: "member",
  method: "PUT",
  path: "/profile/name",
  summary: "How the member wants to be called; without a name the one before is deleted",
  roles: ["member"],
  request: z.strictObject({ name: z.optional(MemberName) }),
  response: Profile,
  errors: {},
});

export const PutBirthday = endpoint({
  audience: "member",
  method: "PUT",
  path: "/profile/birthday",
  summary: "Month and day of birth, once a year; without one it is deleted",
  roles: ["member"],
  request: z.strictObject({ birthday: z.optional(Birthday) }),
  response: Profile,
  errors: { birthday_given: 409 },
});

export const GivePhone = endpoint({
  audience: "member",
  method: "POST",
  path: "/profile/phone",
  summary: "The code of WeChat's phone button becomes the member's number; one number is one member's",
  roles: ["member"],
  request: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(128)) }),
  response: Profile,
  errors: { phone_code_invalid: 409, phone_of_other: 409, wechat_refused: 502 },
});

export const DropPhone = endpoint({
  audience: "member",
  method: "POST",
  path: "/profile/phone/drop",
  summary: "The member's number is deleted",
  roles: ["member"],
  request: z.strictObject({}),
  response: Profile,
  errors: {},
});
