// Health: can the table be reached? One read of a key that need not exist.
import type { Env } from "./env.ts";
import { getItem } from "./read.ts";

export async function reachTable(env: Env): Promise<void> {
  await getItem(env.tables, { pk: "SYS", sk: "HEALTH" });
}
