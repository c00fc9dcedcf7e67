// Random bytes for the ids of our own requests. WeChat has no WebCrypto but a call of its own (base library 2.19).
import { native } from "./wx";

export function randomBytes(length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (!native.getRandomValues) {
      reject(new Error("this WeChat is too old: it has no getRandomValues"));
      return;
    }
    native.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: ({ errMsg }) => reject(new Error(errMsg ?? "getRandomValues:fail")),
    });
  });
}
