// A phone for tests: its storage, its network and where it went. A test imports this before anything of the app, as the
// build's constants and WeChat itself must be there when the app's modules load.

export type Sent = {
  readonly method: string;
  readonly url: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly body: unknown;
};
export type Reply = { readonly statusCode: number; readonly data: unknown };

type Phone = {
  storage: Map<string, string>;
  visited: string[];
  toasts: string[];
  params: Record<string, string>;
  scanned: { result: string; path?: string };
  brightness: number;
  isKeptOn: boolean;
  logins: number;
  /** What WeChat answers when the position is asked for; how often it was. */
  position: { latitude: number; longitude: number } | { errMsg: string };
  positionsAsked: number;
  /** What is pointed at where a place is asked for on a map. */
  chosenPlace: { latitude: number; longitude: number } | { errMsg: string };
  /** Maps that came up and numbers that were dialled; no map comes up while hasMap is false. */
  maps: object[];
  hasMap: boolean;
  dialled: string[];
  copied: string[];
  /** Templates the member was asked for, and what they answer; tabs with a red dot. */
  asked: string[];
  consent: { word: string } | { errMsg: string; errCode: number };
  redDots: Set<number>;
  /** What the phone button is answered with, and where the wheels of a picker are turned to. */
  number: { errMsg: string; errno?: number; code?: string };
  wheels: readonly number[];
  /** Questions of the app's own windows, and whether they are answered with a yes. */
  questions: string[];
  saysYes: boolean;
  reachBottom: (() => void) | undefined;
  /** What WeChat asks a page for when it is passed on. */
  share: (() => object) | undefined;
  sent: Sent[];
  /** Plays the server; throwing is a network that fails. */
  serve: (request: Sent) => Reply;
};

const fresh = (): Phone => ({
  storage: new Map(),
  visited: [],
  toasts: [],
  params: {},
  scanned: { result: "" },
  brightness: 0.4,
  isKeptOn: false,
  logins: 0,
  position: { errMsg: "getFuzzyLocation:fail auth deny" },
  positionsAsked: 0,
  chosenPlace: { errMsg: "chooseLocation:fail cancel" },
  maps: [],
  hasMap: true,
  dialled: [],
  copied: [],
  asked: [],
  consent: { word: "accept" },
  redDots: new Set(),
  number: { errMsg: "getPhoneNumber:ok", code: "number-code-1" },
  wheels: [],
  questions: [],
  saysYes: true,
  reachBottom: undefined,
  share: undefined,
  sent: [],
  serve: () => {
    throw new Error("no network");
  },
});

export const phone: Phone = fresh();

export const resetPhone = (): void => void Object.assign(phone, fresh());

export async function answerOf(request: Sent): Promise<Reply> {
  phone.sent.push(request);
  return phone.serve(request);
}

export const ok = (data: unknown): Reply => ({ statusCode: 200, data });

export const refuse = (statusCode: number, error: string, detail?: object): Reply => ({
  statusCode,
  data: { error, message: { zh: error, en: error }, ...(detail ? { detail } : {}) },
});

export const sentTo = (path: string): Sent[] => phone.sent.filter(({ url }) => url.startsWith(path));

let seed = 0;

type PositionAsked = {
  success: (at: { latitude: number; longitude: number }) => void;
  fail: (why: { errMsg: string }) => void;
};

Object.assign(globalThis, {
  __API_BASE__: "",
  wx: {
    getRandomValues: ({ length, success }: { length: number; success: (v: { randomValues: ArrayBuffer }) => void }) => {
      seed += 1;
      success({ randomValues: Uint8Array.from({ length }, (_, i) => (seed * 31 + i * 7) & 255).buffer });
    },
    getFuzzyLocation: ({ success, fail }: PositionAsked) => {
      phone.positionsAsked += 1;
      if ("errMsg" in phone.position) fail(phone.position);
      else success(phone.position);
    },
  },
});
