// How the phone side reads what it is asked and says no: as wx.* fails, an errMsg that begins with the call's name.
import type { Context } from "hono";
import type * as z from "zod/mini";
import type { Phone } from "./state.ts";

/** What every route below a phone's name holds. */
export type Held = { Variables: { name: string; phone: Phone } };

export const fail = (c: Context, call: string, why: string) => c.json({ errMsg: `${call}:fail ${why}` }, 400);

/** Nothing when the body is not what is wanted; an empty one is {}. */
export async function bodyAs<T extends z.ZodMiniType>(c: Context, schema: T): Promise<z.infer<T> | undefined> {
  try {
    const text = await c.req.text();
    return schema.parse(text === "" ? {} : JSON.parse(text));
  } catch {
    return undefined;
  }
}
