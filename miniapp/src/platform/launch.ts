// What opened the app: the page and its query, as WeChat says (a mini-program code gives `scene`, a link QR `q`).
import Taro from "@tarojs/taro";

export type Launch = { readonly path: string; readonly query: Readonly<Record<string, string>> };

export async function launched(): Promise<Launch> {
  const { path, query } = Taro.getEnterOptionsSync();
  const texts = Object.entries(query ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { path, query: Object.fromEntries(texts) };
}
