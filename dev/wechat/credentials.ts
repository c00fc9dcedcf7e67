// What the owner of an account changes in WeChat's console: the AppSecret is made anew and shown once, and tokens asked for
// with the old one end within five minutes; Token and EncodingAESKey are taken once the address answers under them.
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod/mini";
import type { Account, Callback, Pusher } from "./account.ts";
import type { Deliveries } from "./deliver.ts";
import { bodyAs, fail } from "./phone-answer.ts";
import type { State, StateFile } from "./state.ts";

const OLD_TOKENS_MS = 5 * 60_000;

/** The account with the AppSecret it has at each look. */
export function withNewSecret<A extends Account>(account: A, state: State): A {
  const get = () => state.credentials[account.appId]?.appSecret ?? account.appSecret;
  return Object.defineProperties({ ...account }, { appSecret: { enumerable: true, get } }) as A;
}

/** The pusher with the keys it has at each look; the object itself, for its account may be read through others. */
export function withNewKeys<P extends Pusher>(pusher: P, state: State): P {
  const { callback } = pusher;
  const get = (): Callback => ({ ...callback, ...state.credentials[pusher.appId]?.keys });
  return Object.defineProperties(pusher, { callback: { enumerable: true, get } }) as P;
}

const NewKeys = z.strictObject({
  token: z.string().check(z.regex(/^[A-Za-z0-9]{3,32}$/)),
  aesKey: z.string().check(z.regex(/^[A-Za-z0-9]{43}$/)),
});

type Options = {
  readonly pushers: Readonly<Record<"service_account" | "mini_program", Pusher | undefined>>;
  readonly appIds: Readonly<Record<"service_account" | "mini_program", string | undefined>>;
  readonly file: StateFile;
  readonly deliveries: Deliveries;
  readonly now: () => number;
};

export function credentialRoutes({ pushers, appIds, file, deliveries, now }: Options): Hono {
  const { state, save } = file;
  const which = (name: string) => (name === "service_account" || name === "mini_program" ? name : undefined);
  const routes = new Hono();
  routes.post("/:account/secret", (c) => {
    const account = which(c.req.param("account"));
    const appId = account && appIds[account];
    if (!appId) return fail(c, "secret", "no such account");
    const appSecret = randomBytes(16).toString("hex");
    state.credentials[appId] = { ...state.credentials[appId], appSecret };
    for (const token of state.tokens)
      if (token.appId === appId) token.expiresAtMs = Math.min(token.expiresAtMs, now() + OLD_TOKENS_MS);
    save();
    return c.json({ appSecret });
  });
  routes.post("/:account/keys", async (c) => {
    const account = which(c.req.param("account"));
    const pusher = account && pushers[account];
    const keys = await bodyAs(c, NewKeys);
    if (!pusher || !keys) return fail(c, "keys", "{token, aesKey}, of an account that has an address");
    const { appId, originalId, callback } = pusher;
    const answer = await deliveries.verify({ appId, originalId, callback: { ...callback, ...keys } });
    if (!answer.isVerified) return c.json(answer, 400);
    state.credentials[appId] = { ...state.credentials[appId], keys };
    save();
    return c.json(answer);
  });
  return routes;
}
