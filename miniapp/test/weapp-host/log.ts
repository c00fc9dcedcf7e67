// What happened on the phone. A test ends with `expect(log.errors).toEqual([])`: a thrown error, a
// console.error (all that React leaves of a failed render) and a touch of a hidden global all land there.

export type Log = {
  errors: string[];
  warnings: string[];
  /** Calls of `wx.…`, in order. */
  calls: { name: string; options: Record<string, unknown> }[];
  /** Pages in the order they were opened. */
  routes: string[];
  setData: { calls: number; bytes: number };
};

export const createLog = (): Log => ({
  errors: [],
  warnings: [],
  calls: [],
  routes: [],
  setData: { calls: 0, bytes: 0 },
});

/** Text of anything that was thrown or printed. */
export function describe(thing: unknown): string {
  if (thing instanceof Error) return thing.stack ?? `${thing.name}: ${thing.message}`;
  // An error of another realm (jsdom's) is no instance of this one's Error.
  if (typeof thing === "object" && thing !== null && "stack" in thing) return String(thing.stack);
  return typeof thing === "string" ? thing : (JSON.stringify(thing) ?? String(thing));
}

/** The console page code is given: silent, but remembered. */
export function phoneConsole(log: Log): Record<string, (...parts: unknown[]) => void> {
  const into =
    (lines: string[]) =>
    (...parts: unknown[]) =>
      void lines.push(parts.map(describe).join(" "));
  const nowhere = () => undefined;
  return {
    log: nowhere,
    info: nowhere,
    debug: nowhere,
    group: nowhere,
    groupEnd: nowhere,
    time: nowhere,
    timeEnd: nowhere,
    warn: into(log.warnings),
    error: into(log.errors),
  };
}

/** Bytes of a text as UTF-8, which is what setData carries between WeChat's two threads. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
