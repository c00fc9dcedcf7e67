// What a person at the controls may change: time, faults, and how callbacks are sent.
import * as z from "zod/mini";

const WEEK_MS = 7 * 24 * 3_600_000;
const YEAR_MS = 366 * 24 * 3_600_000;
const Ms = (max: number) => z.int().check(z.gte(0), z.lte(max));

const faultTarget = {
  /** Of the call, as WeChat's documents write it: /cgi-bin/user/info. */
  path: z.string().check(z.regex(/^\/[\w/.-]{1,100}$/)),
  times: z.int().check(z.gte(1), z.lte(1_000_000)),
  /** The call has its effect and only its answer is lost or changed. */
  isAfter: z._default(z.boolean(), false),
};
export const Fault = z.union([
  z.strictObject({ ...faultTarget, errcode: z.int() }),
  z.strictObject({ ...faultTarget, httpStatus: z.int().check(z.gte(400), z.lte(599)) }),
  /** Never answered. */
  z.strictObject({ ...faultTarget, timeout: z.literal(true) }),
]);
export type Fault = z.infer<typeof Fault>;

const settings = {
  /** Whether mini-program and service account are bound to one Open Platform account; a phone may differ. */
  unionid: z.boolean(),
  /** null: as the callback address was configured. */
  callbackMode: z.nullable(z.enum(["plain", "compatible", "safe"])),
  /** WeChat's clock runs this far ahead. */
  clockOffsetMs: z.int().check(z.gte(-YEAR_MS), z.lte(YEAR_MS)),
  /** Before each call of a server is answered. */
  latencyMs: Ms(60_000),
  /** How long a callback may take; then it is delivered again. */
  answerWithinMs: Ms(60_000),
  retryGapMs: Ms(60_000),
  /** Of one message, in all. */
  deliveriesMax: z.int().check(z.gte(1), z.lte(4)),
  /** Each message is pushed so many times at once. */
  copies: z.int().check(z.gte(1), z.lte(100)),
  /** Messages wait until they are released, in another order if so wanted. */
  isHolding: z.boolean(),
  /** The caller's address is not on the white list. */
  isIpRefused: z.boolean(),
  /** Until then messages are sealed with the key before the last change. */
  previousKeyUntilMs: z.int(),
  /** Subscribe messages an account may send in a day. */
  subscribePerDay: z._default(z.int().check(z.gte(0)), 10_000_000),
  /** Calls of mass messages an account has in a calendar month. */
  massCallsPerMonth: z._default(z.int().check(z.gte(0)), 3_000),
  faults: z.array(Fault).check(z.maxLength(100)),
};

export const Settings = z.strictObject(settings);
export type Settings = z.infer<typeof Settings>;

const { previousKeyUntilMs: _, ...changeable } = settings;
export const SettingsChange = z.partial(z.strictObject({ ...changeable, previousKeyForMs: Ms(WEEK_MS) }));
export type SettingsChange = z.infer<typeof SettingsChange>;

export const usualSettings: Settings = {
  unionid: true,
  callbackMode: null,
  clockOffsetMs: 0,
  latencyMs: 0,
  answerWithinMs: 5000,
  retryGapMs: 5000,
  deliveriesMax: 3,
  copies: 1,
  isHolding: false,
  isIpRefused: false,
  previousKeyUntilMs: 0,
  subscribePerDay: 10_000_000,
  massCallsPerMonth: 3_000,
  faults: [],
};

export function changeSettings(settings: Settings, change: SettingsChange, now: () => number): void {
  const { previousKeyForMs, ...rest } = change;
  Object.assign(settings, rest);
  // By the clock as it is now: the same change may have moved it.
  if (previousKeyForMs !== undefined) settings.previousKeyUntilMs = now() + previousKeyForMs;
}

/** The fault this call is to meet, counted as met. */
export function takeFault(settings: Settings, path: string): Fault | undefined {
  const fault = settings.faults.find((one) => one.path === path);
  if (!fault) return undefined;
  fault.times -= 1;
  settings.faults = settings.faults.filter(({ times }) => times > 0);
  return fault;
}
