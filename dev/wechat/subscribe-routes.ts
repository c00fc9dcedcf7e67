// A person and subscribe messages, over HTTP: the window that asks, the switches of the settings, the messages that came.
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { MiniProgram } from "./account.ts";
import { pushToMiniProgram } from "./act.ts";
import type { MiniProgramPush } from "./chat-routes.ts";
import { bodyAs, fail, type Held } from "./phone-answer.ts";
import { launchFromLink, phoneUrl } from "./phones.ts";
import type { StateFile } from "./state.ts";
import { askToSubscribe, changeEvent, launchOfNotice, popupEvent, switchOff } from "./subscribe.ts";

const TemplateId = z.string().check(z.minLength(1), z.maxLength(64));
/** `refused`: those the person leaves unticked; all of them is 取消. */
const Asking = z.object({
  tmplIds: z.array(TemplateId).check(z.maxLength(10)),
  refused: z._default(z.array(TemplateId), () => []),
});
const Template = z.object({ templateId: TemplateId });
const Switch = z.object({ isOff: z.boolean() });
const Tapping = z.object({ atMs: z.int() });

type Options = { account: MiniProgram; file: StateFile; push: MiniProgramPush };

export function subscribeRoutes(routes: Hono<Held>, { account, file, push }: Options): void {
  const tell = (actor: Held["Variables"], event: string, fields: Parameters<typeof pushToMiniProgram>[4]) => {
    const { pusher, deliveries, now } = push;
    if (pusher) pushToMiniProgram(deliveries, pusher, actor, event, fields, now);
    file.save();
  };
  const actorOf = (c: { get: Get }) => ({ name: c.get("name"), phone: c.get("phone") });

  routes.get("/:phone/subscribe-templates", (c) =>
    c.json(account.templates.map(({ templateId, title }) => ({ templateId, title }))),
  );
  routes.post("/:phone/subscribe", async (c) => {
    const asked = await bodyAs(c, Asking);
    if (!asked) return fail(c, "requestSubscribeMessage", "{tmplIds, refused?} is needed");
    const says = (id: string) => (asked.refused.includes(id) ? "reject" : "accept");
    const { answers, shown } = askToSubscribe(account, c.get("phone"), asked.tmplIds, says);
    if (shown.length > 0) tell(actorOf(c), "subscribe_msg_popup_event", popupEvent(shown));
    return c.json(answers);
  });
  routes.post("/:phone/subscribe/off", async (c) => {
    const asked = await bodyAs(c, Template);
    if (!asked) return fail(c, "subscribe/off", "{templateId} is needed");
    switchOff(c.get("phone"), asked.templateId);
    tell(actorOf(c), "subscribe_msg_change_event", changeEvent(asked.templateId));
    return c.json({ consents: c.get("phone").consents });
  });
  routes.post("/:phone/notices/switch", async (c) => {
    const asked = await bodyAs(c, Switch);
    if (!asked) return fail(c, "notices/switch", "{isOff} is needed");
    c.get("phone").hasNoticesOff = asked.isOff;
    file.save();
    return c.json(asked);
  });
  routes.get("/:phone/notices", (c) => c.json(c.get("phone").notices));
  routes.get("/:phone/consents", (c) => c.json(c.get("phone").consents));
  routes.post("/:phone/notices/open", async (c) => {
    const asked = await bodyAs(c, Tapping);
    const { name, phone } = actorOf(c);
    const notice = asked && phone.notices.find(({ atMs }) => atMs === asked.atMs);
    if (!notice) return fail(c, "notices/open", "{atMs} of one of this phone's notices is needed");
    const { link, scene } = launchOfNotice(notice.page);
    const [path = "", query = ""] = link.replace(/^\//, "").split(/\?(.*)/s);
    phone.launch = launchFromLink(path, query, scene);
    file.save();
    return c.json({ is: "mini_program", launch: phone.launch, url: phoneUrl(name, phone.launch) });
  });
}

type Get = { (key: "name"): string; (key: "phone"): Held["Variables"]["phone"] };
