// A person's hand and eyes at a phone of the weapp host: reads what the page on top shows, taps by the words
// on it, waits as a person would. Taps are real mouse events, so they take the way of a finger.
import { setTimeout as sleep } from "node:timers/promises";
import type { WeappHost } from "./weapp-host/host.ts";

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 20;

const squeezed = (text: string | null): string => (text ?? "").replace(/\s+/g, "");

/** Asks again until `look` no longer throws; a hung page fails with what it last showed. */
export async function until<T>(look: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const deadlineMs = Date.now() + patienceMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}

export class Hand {
  readonly #host: WeappHost;
  /** Taps so far. */
  taps = 0;

  constructor(host: WeappHost) {
    this.#host = host;
  }

  get page(): HTMLElement {
    const top = this.#host.pages.top;
    if (!top) throw new Error(`no page is open; errors: ${this.#host.log.errors.join("\n")}`);
    return top.element;
  }

  get path(): string {
    return this.#host.pages.top?.path ?? "";
  }

  /** All words on the page, without white space. */
  get words(): string {
    return squeezed(this.page.textContent);
  }

  sees(text: string | RegExp, patienceMs?: number): Promise<void> {
    return until(() => {
      const found = typeof text === "string" ? this.words.includes(squeezed(text)) : text.test(this.words);
      if (!found) throw new Error(this.#story(`does not show ${text}`));
    }, patienceMs);
  }

  isAt(path: string, patienceMs?: number): Promise<void> {
    return until(() => {
      if (this.path !== path) throw new Error(this.#story(`is not ${path}`));
    }, patienceMs);
  }

  /** Taps the element with exactly these words, or the one with this aria-label. */
  async tap(text: string, patienceMs?: number): Promise<void> {
    const element = await until(() => this.#tappable(text), patienceMs);
    this.taps += 1;
    for (const type of ["mousedown", "mouseup"]) element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  }

  /** Types into the field that shows this placeholder. */
  async type(placeholder: string, text: string): Promise<void> {
    const field = await until(() => {
      const found = [...this.page.querySelectorAll<HTMLInputElement>(".wx-inner")].find(
        (f) => f.placeholder === placeholder,
      );
      if (!found) throw new Error(this.#story(`has no field ${placeholder}`));
      return found;
    });
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #tappable(text: string): Element {
    const wanted = squeezed(text);
    const all = [...this.page.querySelectorAll("*")];
    const named = all.filter(
      (e) => squeezed(e.textContent) === wanted || squeezed(e.getAttribute("aria-label")) === wanted,
    );
    // The innermost: a finger lands on the words, and the tap climbs from there.
    const element = named.find((e) => !named.some((other) => other !== e && e.contains(other)));
    if (!element) throw new Error(this.#story(`has nothing to tap that says ${text}`));
    if (element.closest("[aria-disabled]")) throw new Error(this.#story(`has ${text} switched off`));
    return element;
  }

  #story(what: string): string {
    const { errors } = this.#host.log;
    return `${this.path} ${what}; it shows 「${this.words.slice(0, 300)}」${errors.length ? `; errors: ${errors.join("\n")}` : ""}`;
  }
}
