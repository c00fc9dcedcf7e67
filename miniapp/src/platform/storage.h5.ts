import { phoneName } from "./phone-name";

const keyOf = (key: string) => `huike:${phoneName}:${key}`;

export function readStored(key: string): unknown {
  try {
    const text = window.localStorage.getItem(keyOf(key));
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export function store(key: string, value: unknown): boolean {
  try {
    window.localStorage.setItem(keyOf(key), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    window.localStorage.removeItem(keyOf(key));
  } catch {
    // Nothing to forget then.
  }
}
