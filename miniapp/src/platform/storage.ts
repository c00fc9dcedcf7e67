// What the phone remembers between launches. A full or broken storage must never stop a page: losing the cache costs
// a request, no more.
import Taro from "@tarojs/taro";

export function readStored(key: string): unknown {
  try {
    const text: unknown = Taro.getStorageSync(key);
    return typeof text === "string" && text !== "" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Says whether it is kept: an id that could not be kept is not safe to send twice. */
export function store(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(key);
  } catch {
    // Nothing to forget then.
  }
}
