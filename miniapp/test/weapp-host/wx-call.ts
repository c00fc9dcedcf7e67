// The calling convention of `wx`: one options object; success, fail and complete callbacks, or a promise where none is given.
import { describe, type Log } from "./log.ts";

export type WxOptions = Record<string, unknown>;
export type WxMethod = (options?: WxOptions) => unknown;

/** A refusal as page code is handed it. */
export class WxFailure extends Error {
  readonly errno: number | undefined;
  constructor(errMsg: string, errno?: number) {
    super(errMsg);
    this.errno = errno;
  }
}

const callback = (options: WxOptions, name: string): ((result: object) => void) | undefined => {
  const value = options[name];
  return typeof value === "function" ? (result) => value(result) : undefined;
};

function failureResult(name: string, error: unknown): { errMsg: string; errno?: number } {
  if (!(error instanceof WxFailure))
    return { errMsg: `${name}:fail ${error instanceof Error ? error.message : describe(error)}` };
  const errMsg = error.message.startsWith(`${name}:`) ? error.message : `${name}:fail ${error.message}`;
  return error.errno === undefined ? { errMsg } : { errMsg, errno: error.errno };
}

/** Answers always come later, never within the call, as on the phone. */
export function wxMethod(log: Log, name: string, act: (options: WxOptions) => unknown): WxMethod {
  return (options = {}) => {
    log.calls.push({ name, options });
    const answer = settle(name, options, act);
    const wantsCallbacks = ["success", "fail", "complete"].some((key) => callback(options, key));
    if (!wantsCallbacks) return answer;
    answer.catch(() => undefined);
    return undefined;
  };
}

async function settle(name: string, options: WxOptions, act: (options: WxOptions) => unknown): Promise<object> {
  await Promise.resolve();
  let result: object;
  try {
    result = { errMsg: `${name}:ok`, ...((await act(options)) as object | undefined) };
  } catch (error) {
    const failure = failureResult(name, error);
    callback(options, "fail")?.(failure);
    callback(options, "complete")?.(failure);
    throw failure;
  }
  callback(options, "success")?.(result);
  callback(options, "complete")?.(result);
  return result;
}

/** A set of listeners: `wx.onX` and `wx.offX`. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();
  readonly on = (listener: (value: T) => void) => void this.#all.add(listener);
  readonly off = (listener?: (value: T) => void) => void (listener ? this.#all.delete(listener) : this.#all.clear());
  readonly tell = (value: T) => {
    for (const listener of [...this.#all]) listener(value);
  };
  get size(): number {
    return this.#all.size;
  }
}
