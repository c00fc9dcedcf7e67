// A hundred thousand members on the console's own page, scrolled in Chromium as people scroll: the wheel, page by page, the
// bar dragged to the end and back. Beside it the same table as dead HTML: the rows that were drawn, of the same height,
// with nothing behind it. The members are rows in the engine, and the page reads them by its own calls.
import type { MemberFacts } from "@huike/shared/audience";
import { businessDayNo } from "@huike/shared/day";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { startEngine } from "../dev/engine/start-engine.ts";
import { launchChromium } from "../e2e/find-chromium.ts";
import { type LocalStack, startStack } from "../e2e/local-stack.ts";
import { joinedOnly, putFacts } from "../e2e/put-facts.ts";
import { type Row, row } from "./row.ts";
import { type Scrolled, ScrolledPage } from "./scrolled-page.ts";

const MEMBERS = Number(process.env.HUIKE_BENCH_SCROLLED ?? 100_000);
const LEVELS = 4;
const TASK_MS_MAX = 50;
/** In points of a hundred. */
const FRAMES_MISSED_MORE_MAX = 5;

/** Rows with everything a line can say: the widest ones take longest to draw. */
function factsOf(i: number, { street }: LocalStack): MemberFacts {
  const today = businessDayNo(Date.now());
  const storeId = street.stores[i % street.stores.length]?.storeId;
  return {
    ...joinedOnly(String(100_000_000 + i)),
    ...{ level: (i % LEVELS) + 1, points: i % 9_999, joinedDay: today - (i % 700), city: "上海" },
    ...(storeId ? { storeId } : {}),
    tags: i % 3 === 0 ? ["老客", "爱喝热的"] : [],
    visits: i % 2 === 0 ? [{ day: today - (i % 90), sales: 1, fen: 1_000 + (i % 9_000) }] : [],
  };
}

export async function measureConsoleScroll(): Promise<Row[]> {
  for (const target of ["functions", "console", "h5"] as const) await ensureBuilt(target);
  const engine = await startEngine();
  const stack = await startStack({ DYNAMODB_ENDPOINT: engine.endpoint });
  await putFacts(engine.endpoint, MEMBERS, (i) => factsOf(i, stack));
  // A bar to drag: a browser without a head hides it.
  const browser = await launchChromium({ ignoreDefaultArgs: ["--hide-scrollbars"] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
    const members = await ScrolledPage.signedIn(context, stack.origin);
    const loading = await members.loadAll(MEMBERS);
    const table = await members.dead();
    const scrolled = await members.scroll();
    await members.close();
    const still = await ScrolledPage.ofHtml(context, table);
    return rowsOf(loading, scrolled, await still.scroll());
  } finally {
    await browser.close();
    await stack.stop();
    await engine.stop();
  }
}

function rowsOf(loading: Scrolled, scrolled: Scrolled, still: Scrolled): Row[] {
  const anchor = "the same table as dead HTML";
  const missedMax = still.missedPercent + FRAMES_MISSED_MORE_MAX;
  const longest = (name: string, what: string, { longestTaskCpuMs }: Scrolled) =>
    row({
      ...{ id: `console.scroll.${name}`, what: `longest task ${what}, processor`, unit: "ms", anchor },
      ...{ value: longestTaskCpuMs, anchorValue: still.longestTaskCpuMs, goal: `≤ ${TASK_MS_MAX} ms` },
      isMet: ({ value }) => value <= TASK_MS_MAX,
    });
  const byTheClock = (name: string, what: string, { longTasks }: Scrolled) =>
    row({
      ...{ id: `console.scroll.${name}`, what: `tasks above ${TASK_MS_MAX} ms ${what}, by the clock`, unit: "tasks" },
      ...{ value: longTasks, anchor, anchorValue: still.longTasks, goal: "≤ anchor, on a quiet machine" },
      isMet: ({ value }) => value <= still.longTasks,
    });
  const [all, last] = [`while ${MEMBERS} members are scrolled`, "while the last tenth of them is read"];
  return [
    longest("cpu", all, scrolled),
    byTheClock("tasks", all, scrolled),
    row({
      ...{ id: "console.scroll.missed", what: `frames missed beside ${scrolled.frames} shown`, unit: "%" },
      ...{ value: scrolled.missedPercent, anchor, anchorValue: still.missedPercent },
      ...{ goal: `≤ anchor + ${FRAMES_MISSED_MORE_MAX}`, isMet: ({ value }) => value <= missedMax },
    }),
    longest("reading.cpu", last, loading),
    byTheClock("reading.tasks", last, loading),
  ];
}

if (process.send) process.send(await measureConsoleScroll());
