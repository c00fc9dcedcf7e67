// The fake WeChat over HTTP, and what its /state tells. Paths are relative: the page lies beside them.

export type Said = {
  from: "user" | "service_account" | "wechat";
  text: string;
  links: { words: string; path: string }[];
};
export type Person = {
  phone: string;
  openidTail: string;
  serviceOpenidTail: string;
  unionidTail: string | null;
  showsUnionid: boolean | null;
  isFollower: boolean;
  followedScene: string | null;
  url: string;
  chat: Said[];
};
export type Setting = string | number | boolean | null | object;
export type Call = {
  atMs: number;
  method: string;
  path: string;
  appId: string | null;
  status: number;
  errcode: number | null;
  tookMs: number;
};
export type Callback = { atMs?: number; phone: string; event: string; state: string; attempts: Attempt[] };
type Attempt = { atMs: number; tookMs: number; outcome: string };
export type Push = { url: string; mode: string; format: string };
export type State = {
  nowMs: number;
  miniProgram: { appId: string; linkRules: { prefix: string; page: string }[] };
  serviceAccount?: { appId: string; name: string; push: Push };
  settings: Record<string, Setting>;
  people: Person[];
  urlLinks: { url: string; path: string; query: string; expiresAtMs: number }[];
  followQrs: { permanent: number; temporary: number };
  tokens: { appId: string; tail: string; expiresAtMs: number; isKilled: boolean }[];
  calls: Call[];
  callbacks: Callback[];
};

export const readState = async (): Promise<State> => (await (await fetch("state")).json()) as State;

/** Throws what the fake WeChat says against it. */
export async function post(path: string, body: object = {}): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(String(answer.errMsg ?? response.status));
  return answer;
}
