// What Chromium's own trace says of the thread that draws a page.
export const TRACED = ["toplevel"] as const;

type Traced = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** In µs: its beginning, and how long its thread had the processor. */
  readonly ts: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** The longest task in ms of processor, of those begun `settleMs` after the trace; throws where there is none. */
export function longestTaskCpuMs(trace: Buffer, settleMs: number): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: Traced[] };
  const threadOf = ({ pid, tid }: Traced) => `${pid}.${tid}`;
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(threadOf),
  );
  const tasks = traceEvents.filter((one) => one.name.endsWith("RunTask") && pages.has(threadOf(one)));
  const beginUs = tasks.reduce((first, { ts }) => Math.min(first, ts), Number.POSITIVE_INFINITY) + settleMs * 1_000;
  const watched = tasks.filter(({ ts, tdur }) => ts >= beginUs && tdur !== undefined);
  if (watched.length === 0) throw new Error("the trace has no task of a page's thread");
  return watched.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1_000;
}
