// SYS / REPLIES: what the service account answers by itself, as text of the contract, with its version.
import type { Key } from "../platform/table.ts";

export const repliesKey: Key = { pk: "SYS", sk: "REPLIES" };
