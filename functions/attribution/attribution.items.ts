// SYS / ATTRIBUTION: every version of the rule that decides whose member somebody becomes, as text, oldest first.
import type { Key } from "../platform/table.ts";

export const attributionKey: Key = { pk: "SYS", sk: "ATTRIBUTION" };
