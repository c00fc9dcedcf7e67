// One value per call: it gives the route, the validation, the roles, the error → status table,
// the typed client and the API document, so that none of them can drift from another.
import * as z from "zod/mini";
import type { Refusal } from "./sentences.ts";

/** Who may call. `guest`: any session, `member`: one who agreed to join; the others are staff roles. */
export type Role = "anyone" | "guest" | "member" | "clerk" | "manager" | "operator" | "auditor" | "owner";

/** Facts that make a refusal's sentence complete; shown to a person, never needed to understand the code. */
export const RefusalDetail = z.strictObject({
  atMs: z.optional(z.int()),
  storeName: z.optional(z.string()),
  clerkNo: z.optional(z.string()),
  redemptionTail: z.optional(z.string()),
  minFen: z.optional(z.int()),
  limit: z.optional(z.int()),
  /** Points that are not there yet. */
  missing: z.optional(z.int()),
  isOwn: z.optional(z.boolean()),
  /** Of several coupons, the one that was refused. */
  offerId: z.optional(z.string()),
  n: z.optional(z.int()),
  title: z.optional(z.string()),
  /** What the phone is asked (approval.ts): the call is sent again with it once the phone has said yes. */
  approvalId: z.optional(z.string()),
  /** Of a text that is refused, what it is refused for. */
  word: z.optional(z.string()),
  /** Of two colours that are too alike, which they are (brand.ts) and how far they stand apart. */
  pair: z.optional(z.string()),
  contrast: z.optional(z.string()),
});
export type RefusalDetail = z.infer<typeof RefusalDetail>;

export type ErrorTable = Readonly<Partial<Record<Refusal, number>>>;

/** Failures any call can meet; an endpoint lists only its own. */
export const commonErrors = {
  bad_request: 400,
  signed_out: 401,
  forbidden: 403,
  route_unknown: 404,
  too_large: 413,
  unexpected: 500,
  try_later: 503,
} as const satisfies ErrorTable;

export type CommonError = keyof typeof commonErrors;

/** Refusals of a call that needs a yes on the phone when it comes from a browser (`stepUp`). 428: Precondition Required, RFC 6585. */
export const approvalErrors = {
  approval_needed: 428,
  approval_refused: 403,
  approval_over: 410,
} as const satisfies ErrorTable;

export type ApprovalError = keyof typeof approvalErrors;

/** What a wrong answer looks like on the wire; `message` is the sentence, for those who read it raw. */
export const Failure = z.strictObject({
  error: z.string(),
  message: z.strictObject({ zh: z.string(), en: z.string() }),
  detail: z.optional(RefusalDetail),
});

export type Endpoint<
  Req extends z.ZodMiniType = z.ZodMiniType,
  Res extends z.ZodMiniType = z.ZodMiniType,
  Errs extends ErrorTable = ErrorTable,
> = {
  readonly audience: "member" | "clerk" | "operator";
  readonly method: "GET" | "POST" | "PUT";
  /** Below `/api/<audience>`; `:name` takes the request's field of that name. */
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  /** A console's call waits for a yes on the caller's phone (approval.ts), unless nothing is left to be decided. */
  readonly stepUp?: true;
  /** How large the request's body may be where it is more than usual, in bytes. */
  readonly bytesMax?: number;
  readonly request: Req;
  readonly response: Res;
  readonly errors: Errs;
};

export function endpoint<
  const Req extends z.ZodMiniType,
  const Res extends z.ZodMiniType,
  const Errs extends ErrorTable,
>(definition: Endpoint<Req, Res, Errs>): Endpoint<Req, Res, Errs> {
  return definition;
}

export type RequestOf<E extends Endpoint> = z.infer<E["request"]>;
export type ResponseOf<E extends Endpoint> = z.infer<E["response"]>;
export type ErrorOf<E extends Endpoint> = keyof E["errors"] & Refusal;
/** Everything a caller's screen must have a sentence for. */
export type CallFailure<E extends Endpoint> = ErrorOf<E> | CommonError | "offline";

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<E extends Refusal> = { readonly ok: false; readonly error: E; readonly detail?: RefusalDetail };
export type Result<T, E extends Refusal> = Ok<T> | Refused<E>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const refused = <const E extends Refusal>(error: E, detail?: RefusalDetail): Refused<E> =>
  detail ? { ok: false, error, detail } : { ok: false, error };

/** The full path of an endpoint, `:name` parts still in it. */
export const fullPath = (e: Endpoint): string => `/api/${e.audience}${e.path}`;

const pathFields = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");

export type HttpCall = { method: Endpoint["method"]; url: string; body?: string };

/** Lays a request out as WeChat's and the browser's HTTP know it: path fields, then query for GET, else a JSON body. */
export function httpCall<E extends Endpoint>(e: E, request: RequestOf<E>): HttpCall {
  const rest = new Map(Object.entries(request as Record<string, unknown>).filter(([, v]) => v !== undefined));
  let url = fullPath(e);
  for (const field of pathFields(e.path)) {
    url = url.replace(`:${field}`, encodeURIComponent(String(rest.get(field))));
    rest.delete(field);
  }
  if (e.method !== "GET") return { method: e.method, url, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = [...rest].map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join("&");
  return { method: e.method, url: query ? `${url}?${query}` : url };
}
