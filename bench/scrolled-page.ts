// A page with a long table, scrolled by hand and watched meanwhile. What runs in the page is written as text: what runs
// TypeScript here puts calls into functions that a browser does not know.
import type { BrowserContext, Page } from "playwright-core";
import { longestTaskCpuMs, TRACED } from "./main-thread.ts";

export type Scrolled = {
  readonly frames: number;
  /** Tasks of the page's thread above 50 ms, as Chromium counts them. */
  readonly longTasks: number;
  /** Of the page's thread: how long it had the processor for one task, which a busy machine makes little longer. */
  readonly longestTaskCpuMs: number;
  /** Of a hundred frames a screen of sixty a second would have shown. */
  readonly missedPercent: number;
};

const FRAME_MS = 1_000 / 60;
const READING_MS_MAX = 900_000;
/** Of a list: up to there it is read unwatched. */
const WATCHED_FROM = 0.9;
/** To begin to trace is itself work of the page's thread. */
const SETTLE_MS = 1_000;
const TURNS = 240;
const TURN_PX = 700;
const PAGES = 60;
const KEY_EVERY_MS = 33;
const DRAG_STEPS = 120;
/** Where the bar is taken hold of: below the arrow above it. */
const THUMB_PX = 25;

const WATCH = `
  const seen = { tasks: [], gaps: [] };
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => task.duration)));
  observer.observe({ type: "longtask" });
  let last, isOn = true;
  const frame = (now) => {
    if (last !== undefined) seen.gaps.push(now - last);
    last = now;
    if (isOn) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.stopWatching = () => {
    isOn = false;
    seen.tasks.push(...observer.takeRecords().map((task) => task.duration));
    observer.disconnect();
    return seen;
  };
`;

const DEAD = `[
  [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join(""),
  document.querySelector(".long-table").outerHTML,
]`;

export class ScrolledPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async signedIn(context: BrowserContext, origin: string): Promise<ScrolledPage> {
    const page = await context.newPage();
    await page.goto(`${origin}/demo/console?as=owner`);
    await page.locator(".person__name").waitFor();
    await page.goto(`${origin}/console/members`);
    await page.locator(".long-table").waitFor();
    return new ScrolledPage(page);
  }

  static async ofHtml(context: BrowserContext, [css, table]: readonly [string, string]): Promise<ScrolledPage> {
    const page = await context.newPage();
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${css}</style><main>${table}</main>`);
    return new ScrolledPage(page);
  }

  /** The table as it stands, without what moves it. */
  async dead(): Promise<readonly [css: string, table: string]> {
    await this.#to("Home");
    return this.#page.evaluate(DEAD);
  }

  /** Goes to the end again and again until everybody is there; watched where the list has become long. */
  async loadAll(members: number): Promise<Scrolled> {
    await this.#toEnd(async () => (await this.#heightRows()) > members * WATCHED_FROM);
    return this.#watched(() => this.#toEnd(async () => (await this.#rows()) >= members));
  }

  async #toEnd(isThere: () => Promise<boolean>): Promise<void> {
    const deadlineMs = Date.now() + READING_MS_MAX;
    await this.#page.locator(".long-table").focus();
    while (!(await isThere())) {
      if (Date.now() > deadlineMs) throw new Error(`only ${await this.#heightRows()} members were read in time`);
      await this.#page.keyboard.press("End");
      await this.#page.waitForTimeout(KEY_EVERY_MS);
    }
  }

  async scroll(): Promise<Scrolled> {
    return this.#watched(async () => {
      await this.#byWheel();
      await this.#byPages();
      await this.#byBar();
    });
  }

  async close(): Promise<void> {
    await this.#page.close();
  }

  async #byWheel(): Promise<void> {
    const box = await this.#box();
    await this.#page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let turn = 0; turn < TURNS; turn++) {
      await this.#page.mouse.wheel(0, TURN_PX);
      await this.#page.waitForTimeout(FRAME_MS);
    }
  }

  async #byPages(): Promise<void> {
    await this.#page.locator(".long-table").focus();
    for (const key of ["PageDown", "PageUp"]) {
      for (let press = 0; press < PAGES; press++) {
        await this.#page.keyboard.press(key);
        await this.#page.waitForTimeout(KEY_EVERY_MS);
      }
    }
    await this.#to("Home");
  }

  /** To the end and back, and looks that it came there: a bar that was missed would be a fine figure. */
  async #byBar(): Promise<void> {
    const { x, y, width, height } = await this.#box();
    const [atX, top, bottom] = [x + width - 9, y + THUMB_PX, y + height - 6];
    await this.#page.mouse.move(atX, top);
    await this.#page.mouse.down();
    for (const to of [bottom, top]) {
      const from = to === bottom ? top : bottom;
      for (let step = 1; step <= DRAG_STEPS; step++) {
        await this.#page.mouse.move(atX, from + ((to - from) * step) / DRAG_STEPS);
        await this.#page.waitForTimeout(FRAME_MS);
      }
      const share = await this.#share();
      if (to === bottom ? share < 0.95 : share > 0.05) throw new Error(`dragged, the table stands at ${share}`);
    }
    await this.#page.mouse.up();
  }

  async #to(key: "Home" | "End"): Promise<void> {
    await this.#page.locator(".long-table").focus();
    await this.#page.keyboard.press(key);
    await this.#page.waitForTimeout(300);
  }

  async #box(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.#page.locator(".long-table").boundingBox();
    if (!box) throw new Error("there is no table to scroll");
    return box;
  }

  /** Its head left out; -2 while there are more to come. */
  #rows(): Promise<number> {
    return this.#page.evaluate(`document.querySelector(".long-table table").getAttribute("aria-rowcount") - 1`);
  }

  #heightRows(): Promise<number> {
    return this.#page.evaluate(`document.querySelector(".long-table").scrollHeight / 48`);
  }

  #share(): Promise<number> {
    return this.#page.evaluate(
      `(({ scrollTop, scrollHeight, clientHeight }) => scrollTop / (scrollHeight - clientHeight))(document.querySelector(".long-table"))`,
    );
  }

  async #watched(walk: () => Promise<void>): Promise<Scrolled> {
    const browser = this.#page.context().browser();
    if (!browser) throw new Error("the page's browser is gone");
    await browser.startTracing(this.#page, { categories: [...TRACED] });
    await this.#page.waitForTimeout(SETTLE_MS);
    await this.#page.evaluate(`(() => {${WATCH}})()`);
    await walk();
    const { tasks, gaps } = await this.#page.evaluate<{ tasks: number[]; gaps: number[] }>("window.stopWatching()");
    const trace = await browser.stopTracing();
    const missed = gaps.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);
    return {
      ...{ frames: gaps.length, longTasks: tasks.length, longestTaskCpuMs: longestTaskCpuMs(trace, SETTLE_MS) },
      missedPercent: (missed / (gaps.length + missed)) * 100,
    };
  }
}
