// views WXCHECKS / <name>: what a check found last; it can be found anew at any time.
// app   SYS / PUSHED: when a genuine push last came, and how it was sealed. Written every ten minutes at most an instance.
import type { Check, CheckName } from "@huike/shared/wechat-checks";
import type { Key } from "../platform/table.ts";

export const CHECKS = "WXCHECKS";
export const checkKey = (name: CheckName): Key => ({ pk: CHECKS, sk: name });
export type CheckItem = Omit<Check, "name"> & { sk: CheckName };

export const pushedKey: Key = { pk: "SYS", sk: "PUSHED" };
export type PushedItem = { seen: number; how: "current" | "previous" | "plain" };
