// One phone on the street, in the hand of a person whose taps are counted.
import type { FrameLocator, Locator, Page } from "playwright-core";

export class StreetPhone {
  readonly #frame: FrameLocator;
  readonly screen: Locator;
  taps = 0;

  constructor(page: Page, name: "member" | "clerk") {
    this.#frame = page.frameLocator(`iframe[name=${name}]`);
    this.screen = page.locator(`#${name}-glass`);
  }

  /** Words on the screen; pages left behind stay in the document, hidden. */
  shows(text: string | RegExp, timeout = 15_000): Promise<void> {
    return this.#frame.getByText(text).filter({ visible: true }).first().waitFor({ timeout });
  }

  howMany(text: string): Promise<number> {
    return this.#frame.getByText(text, { exact: true }).filter({ visible: true }).count();
  }

  has(selector: string): Promise<void> {
    return this.#frame.locator(selector).filter({ visible: true }).first().waitFor();
  }

  async tap(text: string): Promise<void> {
    await this.#frame.getByText(text, { exact: true }).filter({ visible: true }).first().click();
    this.taps += 1;
  }

  /** What another phone's camera would see of this one. */
  picture(selector: string): Promise<Buffer> {
    return this.#frame.locator(selector).filter({ visible: true }).first().screenshot();
  }

  /** The field that shows this placeholder while it is empty. */
  field(placeholder: string): Locator {
    return this.#frame.locator(`input[placeholder="${placeholder}"]`).filter({ visible: true });
  }

  /** Types a code into the open scanner. */
  async typeCode(text: string): Promise<void> {
    await this.#frame.locator(".scanner input").fill(text);
    await this.tap("确定");
  }

  back(): Promise<void> {
    return this.#frame.locator(".taro-navigation-bar-back").filter({ visible: true }).first().click();
  }

  /** The number above a label, on the page 我的业绩. */
  async tally(label: string): Promise<string> {
    const named = this.#frame.getByText(label, { exact: true });
    const one = this.#frame.locator(".tally__one", { has: named }).filter({ visible: true });
    return ((await one.locator(".tally__value").textContent()) ?? "").trim();
  }
}
