// On h5 the address says what opened the app; without one, the fake WeChat remembers the phone's last launch.
import { askPhone, readField, readText } from "./fake-wechat";
import type { Launch } from "./launch";

export type { Launch };

// Read once at load: the router rewrites the hash as people move on.
const openedAt = window.location.hash.replace(/^#\/?/, "");

export async function launched(): Promise<Launch> {
  if (openedAt) {
    const [path = "", search = ""] = openedAt.split("?");
    return { path, query: Object.fromEntries(new URLSearchParams(search)) };
  }
  const answer = await askPhone("GET", "launch");
  const query = Object.entries(readField(answer, "query") ?? {}).map(([k, v]) => [k, String(v)]);
  return { path: readText(answer, "path"), query: Object.fromEntries(query) };
}
