// `wx.…Storage`: values are copied in and out, as they cross a process border on the phone.
import type { Log } from "./log.ts";
import { WxFailure, wxMethod } from "./wx-call.ts";

export type Storage = Map<string, string>;

export function storageApi(log: Log, storage: Storage): Record<string, unknown> {
  const read = (key: unknown): unknown => {
    const text = storage.get(String(key));
    return text === undefined ? undefined : JSON.parse(text);
  };
  const write = (key: unknown, value: unknown) => void storage.set(String(key), JSON.stringify(value ?? null));
  const info = () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 });
  return {
    getStorageSync: (key: string) => read(key) ?? "",
    setStorageSync: write,
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: info,
    getStorage: wxMethod(log, "getStorage", ({ key }) => {
      if (!storage.has(String(key))) throw new WxFailure("data not found");
      return { data: read(key) };
    }),
    setStorage: wxMethod(log, "setStorage", ({ key, data }) => write(key, data)),
    removeStorage: wxMethod(log, "removeStorage", ({ key }) => void storage.delete(String(key))),
    clearStorage: wxMethod(log, "clearStorage", () => storage.clear()),
    getStorageInfo: wxMethod(log, "getStorageInfo", info),
  };
}
