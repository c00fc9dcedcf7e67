// Subscribe messages: what a person accepted, template by template, and what a server may send for it.
//
//   wx.requestSubscribeMessage   accept: one more message of this template; reject: none. subscribe_msg_popup_event
//   settings, switched off       all consents of the template are gone. subscribe_msg_change_event
//   message/subscribe/send       takes one consent; 43101 without. subscribe_msg_sent_event
import { randomInt } from "node:crypto";
import type { MiniProgram, SubscribeTemplate } from "./account.ts";
import type { Asked } from "./api-body.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
import type { Phone, State } from "./state.ts";
import { fieldBreaksRule } from "./template-field.ts";

const AT_ONCE_MAX = 5;
const NOTICES_MAX = 100;
/** Of one account in a day (45009). */
const PER_DAY = 10_000_000;
const FROM_SUBSCRIBE_MESSAGE = 1014;

export type Status = "accept" | "reject";
export type Answers = { errMsg: string; errCode?: number; [templateId: string]: string | number | undefined };

/** What the window answers; the person's word for each template that is shown. */
export function askToSubscribe(
  account: MiniProgram,
  phone: Phone,
  asked: readonly string[],
  says: (templateId: string) => Status,
): { answers: Answers; shown: { templateId: string; status: Status }[] } {
  const fail = (errCode: number, why: string) => ({
    answers: { errMsg: `requestSubscribeMessage:fail ${why}`, errCode },
    shown: [],
  });
  if (asked.length === 0 || asked.length > AT_ONCE_MAX) return fail(20003, "template count out of max bounds");
  const templates = asked.map((id) => account.templates.find(({ templateId }) => templateId === id));
  if (templates.some((template) => !template))
    return fail(20001, "No template data return, verify the template id exist");
  if (phone.hasNoticesOff) return fail(20004, "The main switch is switched off");
  const shown = asked.map((templateId) => ({ templateId, status: says(templateId) }));
  for (const { templateId, status } of shown) {
    if (status === "accept") phone.consents[templateId] = (phone.consents[templateId] ?? 0) + 1;
  }
  const words = Object.fromEntries(shown.map(({ templateId, status }) => [templateId, status]));
  return { answers: { errMsg: "requestSubscribeMessage:ok", ...words }, shown };
}

/** The person switches a template off in the mini-program's settings: only that is pushed. */
export function switchOff(phone: Phone, templateId: string): void {
  delete phone.consents[templateId];
}

export type SentMessage = { readonly phone: string; readonly templateId: string; readonly msgId: string };
type Answered = { readonly answer: object; readonly sent?: SentMessage };

/** POST /cgi-bin/message/subscribe/send */
export function sendSubscribeMessage(state: State, account: MiniProgram, asked: Asked, nowMs: number): Answered {
  const no = (refusal: Refusal): Answered => ({ answer: refusal });
  const found = Object.entries(state.phones).find(([, { openid }]) => openid === asked.touser);
  if (!found) return no(refuse(40003, nowMs));
  const [name, phone] = found;
  const template = account.templates.find(({ templateId }) => templateId === asked.template_id);
  if (!template) return no(refuse(40037, nowMs));
  if (asked.page !== undefined && !isPublished(account, asked.page)) return no(refuse(41030, nowMs));
  const wrong = wrongField(template, asked.data);
  if (wrong) return no({ ...refuse(47003, nowMs), errmsg: `argument invalid! data.${wrong} rid: 0` });
  const errcode = whyNotTaken(state, phone, template.templateId, nowMs);
  if (errcode) return no(refuse(errcode, nowMs));
  phone.consents[template.templateId] = (phone.consents[template.templateId] ?? 0) - 1;
  const fields = Object.fromEntries(template.fields.map((key) => [key, valueAt(asked.data, key)]));
  const notice = { title: template.title, fields, page: String(asked.page ?? account.pages[0] ?? ""), atMs: nowMs };
  phone.notices = [...phone.notices, notice].slice(-NOTICES_MAX);
  const msgId = `${nowMs}${randomInt(1_000_000)}`;
  return {
    answer: { errcode: 0, errmsg: "ok", msgid: msgId },
    sent: { phone: name, templateId: template.templateId, msgId },
  };
}

const isPublished = ({ pages }: MiniProgram, page: unknown): boolean =>
  typeof page === "string" && pages.includes(page.replace(/^\//, "").split("?")[0] ?? "");

/** Consent before the day's quota: a message nobody agreed to costs none of it. */
function whyNotTaken(state: State, phone: Phone, templateId: string, nowMs: number): ErrCode | undefined {
  if (phone.hasNoticesOff) return 43107;
  if ((phone.consents[templateId] ?? 0) < 1) return 43101;
  const day = new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10);
  const taken = state.subscribeDay.day === day ? state.subscribeDay.taken : 0;
  if (taken >= Math.min(PER_DAY, state.settings.subscribePerDay)) return 45009;
  state.subscribeDay = { day, taken: taken + 1 };
  return undefined;
}

/** All fields of the template and each within its rule; what it has besides is ignored. */
function wrongField({ fields }: SubscribeTemplate, data: unknown): string | undefined {
  const broken = fields.find((key) => fieldBreaksRule(key, valueAt(data, key)));
  return broken && `${broken}.value`;
}

function valueAt(data: unknown, key: string): string {
  const field = (data as Record<string, { value?: unknown } | undefined> | null | undefined)?.[key];
  return typeof field?.value === "string" || typeof field?.value === "number" ? String(field.value) : "";
}

/** Tapping one opens its page. */
export const launchOfNotice = (page: string): { link: string; scene: number } => ({
  link: page,
  scene: FROM_SUBSCRIBE_MESSAGE,
});

/** The answer of `subscribe_msg_sent_event` for a message that was taken. */
export const sentEvent = ({ templateId, msgId }: SentMessage) => ({
  List: { TemplateId: templateId, MsgID: msgId, ErrorCode: "0", ErrorStatus: "success" },
});

export const popupEvent = (shown: readonly { templateId: string; status: Status }[]) => ({
  List: oneOrMany(
    shown.map(({ templateId, status }) => ({ TemplateId: templateId, SubscribeStatusString: status, PopupScene: "0" })),
  ),
});

export const changeEvent = (templateId: string) => ({
  List: { TemplateId: templateId, SubscribeStatusString: "reject" },
});

/** An object for one, an array for several. */
const oneOrMany = <T>(list: readonly T[]): T | readonly T[] => (list.length === 1 && list[0] ? list[0] : list);
