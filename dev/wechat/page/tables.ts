// What went over the wire, both ways, and the tokens with the time they have left.
import { find, make } from "../../street/page/dom.ts";
import type { Call, Callback, State } from "./ask.ts";

const clock = (ms: number | undefined): string =>
  ms === undefined ? "" : new Date(ms).toLocaleTimeString("zh-CN", { hour12: false });

const states: Readonly<Record<string, string>> = {
  held: "扣住",
  under_way: "推送中",
  answered: "已答复",
  failed: "没有答好",
};

export function showTables(state: State): void {
  fill("calls", state.calls.map(callRow), "还没有服务器来调用");
  fill("callbacks", state.callbacks.map(callbackRow), "还没有推送");
  fill(
    "links",
    [...state.miniProgram.linkRules.map(ruleRow), ...state.urlLinks.map(linkRow(state)).reverse()],
    "还没有链接",
  );
  fill("tokens", state.tokens.map(tokenRow(state)).reverse(), "还没有发过令牌");
}

function fill(id: string, rows: HTMLTableRowElement[], whenEmpty: string): void {
  const empty = make("tr", {}, make("td", { colSpan: 4 }, whenEmpty));
  find(id, HTMLTableSectionElement).replaceChildren(...(rows.length > 0 ? rows : [empty]));
}

const row = (...cells: (string | HTMLElement)[]): HTMLTableRowElement =>
  make("tr", {}, ...cells.map((cell) => (typeof cell === "string" ? make("td", {}, cell) : cell)));

function callRow({ atMs, method, path, status, errcode, tookMs }: Call): HTMLTableRowElement {
  const isGood = status === 200 && !errcode;
  const answer = status === 200 ? `${errcode ?? "成功"}` : `HTTP ${status}`;
  const cell = make("td", { className: isGood ? "ok" : "bad" }, errcode === 0 ? "成功" : answer);
  return row(clock(atMs), `${method} ${path}`, cell, String(tookMs));
}

function callbackRow({ phone, event, state, attempts }: Callback): HTMLTableRowElement {
  const tries = attempts.map(({ outcome, tookMs }) => `${outcome}（${tookMs} 毫秒）`);
  const className = state === "failed" ? "bad" : state === "answered" ? "ok" : "";
  const cell = make("td", { className }, [states[state] ?? state, ...tries].join("；"));
  return row(clock(attempts[0]?.atMs), phone, event, cell);
}

const ruleRow = ({ prefix, page }: State["miniProgram"]["linkRules"][number]): HTMLTableRowElement =>
  row("链接码规则", prefix, page, "");

const linkRow =
  ({ nowMs }: State) =>
  ({ url, path, query, expiresAtMs }: State["urlLinks"][number]): HTMLTableRowElement => {
    const isOver = expiresAtMs <= nowMs;
    const link = make("a", { href: url, target: "_blank", rel: "noreferrer" }, `…${url.slice(-12)}`);
    const until = isOver ? "已过期" : `到 ${new Date(expiresAtMs).toLocaleString("zh-CN", { hour12: false })}`;
    return row("URL Link", make("td", {}, link), query === "" ? path : `${path}?${query}`, until);
  };

const tokenRow =
  ({ nowMs, miniProgram }: State) =>
  ({ appId, tail, expiresAtMs, isKilled }: State["tokens"][number]): HTMLTableRowElement => {
    const leftS = Math.floor((expiresAtMs - nowMs) / 1000);
    const left = isKilled ? "已作废" : leftS > 0 ? `${Math.floor(leftS / 60)} 分 ${leftS % 60} 秒` : "已过期";
    return row(appId === miniProgram.appId ? "小程序" : "公众号", `…${tail}`, left);
  };
