// A person's phone number, over HTTP: what the phone button shows and hands over, and another SIM card.
import type { Hono } from "hono";
import * as z from "zod/mini";
import { bodyAs, fail, type Held } from "./phone-answer.ts";
import { makeNumberCode } from "./phone-number.ts";
import { PhoneNumber, type StateFile } from "./state.ts";

/** The account has no paid numbers left (the button's own errno). */
const Quota = z.object({ isOut: z.boolean() });
const OUT_OF_QUOTA = 1400001;

export function numberRoutes(routes: Hono<Held>, { state, save }: StateFile, now: () => number): void {
  routes.get("/:phone/number", (c) => c.json(c.get("phone").number));
  routes.post("/:phone/number", async (c) => {
    const asked = await bodyAs(c, PhoneNumber);
    if (!asked) return fail(c, "number", "{country, number} of digits is needed");
    c.get("phone").number = asked;
    save();
    return c.json(asked);
  });
  routes.post("/:phone/number-code", (c) => {
    if (state.isOutOfNumbers)
      return c.json({ errMsg: "getPhoneNumber:fail jsapi has no permission", errno: OUT_OF_QUOTA });
    const code = makeNumberCode(state, c.get("name"), now());
    save();
    return c.json({ errMsg: "getPhoneNumber:ok", code });
  });
  routes.post("/:phone/number-quota", async (c) => {
    const asked = await bodyAs(c, Quota);
    if (!asked) return fail(c, "number-quota", "{isOut} is needed");
    state.isOutOfNumbers = asked.isOut;
    save();
    return c.json(asked);
  });
}
