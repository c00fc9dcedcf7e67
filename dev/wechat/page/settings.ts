// The switches. Each is sent when it is changed; what another window changed shows at the next look.
import { find, make, say } from "../../street/page/dom.ts";
import { post, type Setting, type State } from "./ask.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const switches: readonly [name: string, words: string][] = [
  ["unionid", "两个账号绑定同一开放平台（有 unionid）"],
  ["isHolding", "扣住推送，等放行"],
  ["isIpRefused", "服务器 IP 不在白名单（40164）"],
];
const numbers: readonly [name: string, words: string][] = [
  ["clockOffsetMs", "微信时钟快（毫秒，可为负）"],
  ["latencyMs", "接口延迟（毫秒）"],
  ["answerWithinMs", "推送等答复（毫秒）"],
  ["retryGapMs", "推送重试间隔（毫秒）"],
  ["deliveriesMax", "同一消息最多推几次"],
  ["copies", "同时推几份"],
];
const modes: readonly [value: string, words: string][] = [
  ["null", "按配置"],
  ["plain", "明文"],
  ["compatible", "兼容"],
  ["safe", "安全"],
];

const fields = new Map<string, Field>();

export function makeSettings(whenDone: () => void): void {
  const change = async (name: string, value: Setting) => {
    try {
      await post("settings", { [name]: value });
    } catch (cause) {
      say(`没有改成：${cause instanceof Error ? cause.message : String(cause)}`);
    }
    whenDone();
  };
  const form = find("settings", HTMLFormElement);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const [name, words] of switches) {
    const box = make("input", { type: "checkbox" });
    form.append(labelled(name, words, box));
    box.addEventListener("change", () => change(name, box.checked));
  }
  const mode = make("select", {}, ...modes.map(([value, words]) => make("option", { value }, words)));
  form.append(labelled("callbackMode", "推送模式", mode));
  mode.addEventListener("change", () => change("callbackMode", mode.value === "null" ? null : mode.value));
  for (const [name, words] of numbers) {
    const number = make("input", { type: "number" });
    form.append(labelled(name, words, number));
    number.addEventListener("change", () => change(name, Math.round(Number(number.value))));
  }
  const older = make("button", { type: "button" }, "用旧密钥推一分钟");
  older.addEventListener("click", () => change("previousKeyForMs", 60_000));
  form.append(make("div", { className: "row" }, older), ...faultsField(change));
}

function faultsField(change: (name: string, value: Setting) => Promise<void>): HTMLElement[] {
  const faults = make("textarea", { rows: 3, id: "faults", spellcheck: false });
  fields.set("faults", faults);
  faults.addEventListener("change", () => {
    try {
      change("faults", JSON.parse(faults.value || "[]") as object);
    } catch {
      say('故障要写成 JSON，例如 [{"path":"/cgi-bin/user/info","errcode":-1,"times":2}]');
    }
  });
  return [make("label", { htmlFor: "faults" }, "故障（errcode、httpStatus 或 timeout）"), faults];
}

function labelled(name: string, words: string, field: Field): HTMLLabelElement {
  fields.set(name, field);
  return make("label", {}, words, field);
}

/** The field somebody is in is left alone. */
export function showSettings({ settings }: State): void {
  for (const [name, field] of fields) {
    if (document.activeElement === field) continue;
    const value = settings[name];
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value === true;
    else field.value = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  }
}
