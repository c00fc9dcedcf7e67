// What stands for https://wxaurl.cn/: a URL Link tapped in a browser. A browser belongs to nobody here, so
// whoever comes is the passer-by, unless the address names a phone: ?phone=xiaoyu
import { Hono } from "hono";
import type { MiniProgram } from "./account.ts";
import { fail } from "./phone-answer.ts";
import { isPhoneName } from "./phones.ts";
import type { StateFile } from "./state.ts";
import { openUrlLink } from "./url-link.ts";

const PASSER_BY = "passer-by";

type Options = { miniProgram: MiniProgram; file: StateFile; now: () => number };

export function urlLinkRoutes({ miniProgram, file, now }: Options): Hono {
  return new Hono().get("/:id", (c) => {
    const name = c.req.query("phone") ?? PASSER_BY;
    if (!isPhoneName(name)) return fail(c, "urlLink", "a phone's name is 1 to 32 of a-z, 0-9 and -");
    const url = openUrlLink(file.state, miniProgram, { id: c.req.param("id"), name }, now());
    if (url === undefined) return c.text("链接不存在或已过期 · This link is unknown or has expired", 404);
    file.save();
    return c.redirect(url);
  });
}
