// Customer-service messages: a person's own act opens a window in which the account may write first.
// Each act opens its window anew; the one that closes first is used up first.
import type { Asked } from "./api-body.ts";
import { tell } from "./chat.ts";
import { phoneOfOpenid } from "./followers.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
import type { Phone, State, Window } from "./state.ts";

const MINUTE_MS = 60_000;
const windows = {
  message: { lengthMs: 48 * 60 * MINUTE_MS, messages: 5 },
  click: { lengthMs: MINUTE_MS, messages: 3 },
  follow: { lengthMs: MINUTE_MS, messages: 3 },
  scan: { lengthMs: MINUTE_MS, messages: 3 },
} as const;

export function openWindow(phone: Phone, act: keyof typeof windows, nowMs: number): void {
  const { lengthMs, messages } = windows[act];
  phone.windows[act] = { untilMs: nowMs + lengthMs, rest: messages };
}

/** POST /cgi-bin/message/custom/send, texts only. */
export function sendCustomerMessage(
  state: State,
  miniAppId: string,
  asked: Asked,
  nowMs: number,
): { errcode: 0; errmsg: "ok" } | Refusal {
  const phone = phoneOfOpenid(state, asked.touser);
  if (!phone) return refuse(40003, nowMs);
  if (asked.msgtype !== "text") return refuse(40008, nowMs);
  const content = (asked.text as Asked | null | undefined)?.content;
  if (typeof content !== "string" || content === "") return refuse(44004, nowMs);
  const window = usableWindow(phone, nowMs);
  if (typeof window === "number") return refuse(window, nowMs);
  window.rest -= 1;
  tell(phone, { from: "service_account", text: content, atMs: nowMs }, miniAppId);
  return { errcode: 0, errmsg: "ok" };
}

function usableWindow(phone: Phone, nowMs: number): Window | ErrCode {
  const open = Object.values(phone.windows)
    .filter(({ untilMs }) => untilMs > nowMs)
    .sort((a, b) => a.untilMs - b.untilMs);
  if (!phone.following || open.length === 0) return 45015;
  return open.find(({ rest }) => rest > 0) ?? 45047;
}
