// On h5 the address says what opened the app; without one, the fake WeChat remembers the phone's last launch.
import { askPhone, readField, readText } from "./fake-wechat";
import type { Launch } from "./launch";

export type { Launch };

// Read once at load: the router rewrites the hash as people move on.
const openedAt = window.location.hash.replace(/^#\/?/, "");

export async function launched(): Promise<Launch> {
  if (openedAt) {
    const [path = "", search = ""] = openedAt.split(/\?(.*)/s);
    return { path, query: readQuery(search) };
  }
  const answer = await askPhone("GET", "launch");
  const query = Object.entries(readField(answer, "query") ?? {}).map(([k, v]) => [k, String(v)]);
  return { path: readText(answer, "path"), query: Object.fromEntries(query) };
}

/** Undecoded, as WeChat hands it over. */
function readQuery(search: string): Record<string, string> {
  const fields = search.split("&").filter((field) => field !== "");
  return Object.fromEntries(fields.map((field) => field.split(/=(.*)/s)).map(([key = "", value = ""]) => [key, value]));
}
