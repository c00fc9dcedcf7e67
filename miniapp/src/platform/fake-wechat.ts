// h5 only: a browser has no WeChat, so the ports ask the street's fake one, which answers as WeChat would this phone.
import { phoneName } from "./phone-name";

export async function askPhone(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`/fake-wechat/phones/${phoneName}/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(readText(answer, "errMsg") || `${path}:fail ${response.status}`);
  return answer;
}

/** One text field of an answer; empty when it is not there. */
export function readText(answer: unknown, field: string): string {
  const value = readField(answer, field);
  return typeof value === "string" ? value : "";
}

export function readNumber(answer: unknown, field: string): number | undefined {
  const value = readField(answer, field);
  return typeof value === "number" ? value : undefined;
}

export function readField(answer: unknown, field: string): unknown {
  return typeof answer === "object" && answer !== null
    ? Object.entries(answer).find(([k]) => k === field)?.[1]
    : undefined;
}
