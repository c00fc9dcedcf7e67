// The controls: settings, callbacks held and released, and the whole state for the page that shows it.
import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import type { MiniProgram, Pusher, ServiceAccount } from "./account.ts";
import type { Deliveries } from "./deliver.ts";
import type { Calls } from "./interfere.ts";
import { bodyAs, fail } from "./phone-answer.ts";
import { peopleOf } from "./phone-routes.ts";
import { changeSettings, SettingsChange } from "./settings.ts";
import type { State, StateFile } from "./state.ts";
import { urlLinkOf } from "./url-link.ts";

type Options = {
  miniProgram: MiniProgram;
  serviceAccount: ServiceAccount | undefined;
  pushers: Readonly<Record<"service_account" | "mini_program", Pusher | undefined>>;
  file: StateFile;
  deliveries: Deliveries;
  calls: Calls;
  origin: string;
  now: () => number;
};

const Releasing = z.object({
  order: z._default(z.union([z.enum(["as_sent", "reversed", "shuffled"]), z.array(z.string())]), "as_sent"),
});
const Verifying = z.object({
  account: z._default(z.enum(["service_account", "mini_program"]), "service_account"),
});

export function controlRoutes(options: Options): Hono {
  const { file, deliveries, now, pushers } = options;
  const { settings } = file.state;
  const controls = new Hono();
  controls.get("/settings", (c) => c.json(settings));
  controls.post("/settings", async (c) => {
    const change = await bodyAs(c, SettingsChange);
    if (!change) return fail(c, "settings", await whatIsWrong(c));
    const hasOlderKey = Object.values(pushers).some((pusher) => pusher?.callback.aesKeyPrevious);
    if (change.previousKeyForMs && !hasOlderKey) return fail(c, "settings", "no account has a previous key");
    changeSettings(settings, change, now);
    file.save();
    return c.json(settings);
  });
  controls.get("/callbacks", (c) => c.json(deliveries.list));
  controls.post("/callbacks/release", async (c) => {
    const asked = await bodyAs(c, Releasing);
    if (!asked) return fail(c, "release", "{order: as_sent | reversed | shuffled | [ids]}");
    return c.json({ released: deliveries.release(asked.order) });
  });
  controls.post("/callbacks/settle", async (c) => {
    await deliveries.settle();
    return c.json(deliveries.list);
  });
  controls.post("/callbacks/verify", async (c) => {
    const asked = await bodyAs(c, Verifying);
    const pusher = asked && pushers[asked.account];
    if (!pusher) return fail(c, "verify", "{account: service_account | mini_program}, of one that has an address");
    return c.json(await deliveries.verify(pusher));
  });
  controls.get("/state", (c) => c.json(wholeState(options)));
  return controls;
}

/** The field and the reason: a body that is no JSON has no field. */
async function whatIsWrong(c: Context): Promise<string> {
  try {
    const read = SettingsChange.safeParse(await c.req.json());
    return read.success ? "" : z.prettifyError(read.error).replaceAll("\n", " ");
  } catch {
    return "a JSON object is needed";
  }
}

/** Secrets and whole openids stay inside. */
function wholeState({ miniProgram, serviceAccount, pushers, file, deliveries, calls, origin, now }: Options) {
  const { state } = file;
  return {
    nowMs: now(),
    miniProgram: {
      appId: miniProgram.appId,
      push: addressOf(pushers.mini_program),
      linkRules: miniProgram.linkRules,
    },
    serviceAccount: serviceAccount && {
      appId: serviceAccount.appId,
      name: serviceAccount.name,
      originalId: serviceAccount.originalId,
      push: addressOf(serviceAccount),
    },
    settings: state.settings,
    people: peopleOf(state, origin).map((person) => ({ ...person, chat: state.phones[person.phone]?.chat ?? [] })),
    followQrs: countQrs(state),
    urlLinks: Object.entries(state.urlLinks).map(([id, link]) => ({ url: urlLinkOf(origin, id), ...link })),
    tokens: state.tokens.map(({ appId, expiresAtMs, isKilled, value }) => ({
      appId,
      tail: value.slice(-6),
      expiresAtMs,
      isKilled,
    })),
    calls: calls.list,
    callbacks: deliveries.list,
  };
}

const addressOf = (pusher: Pusher | undefined) =>
  pusher ? { url: pusher.callback.url, mode: pusher.callback.mode, format: pusher.callback.format } : null;

function countQrs({ followQrs }: State) {
  const all = Object.values(followQrs);
  const permanent = all.filter(({ expiresAtMs }) => expiresAtMs === null).length;
  return { permanent, temporary: all.length - permanent };
}
