import { askPhone, readNumber } from "./fake-wechat";

export async function brightness(): Promise<number> {
  return readNumber(await askPhone("GET", "brightness"), "value") ?? -1;
}

export async function setBrightness(value: number): Promise<void> {
  await askPhone("POST", "brightness", { value });
}

/** A browser frame has no screen of its own to keep on. */
export async function keepScreenOn(_keep: boolean): Promise<void> {}
