// The only place that knows HTTP: size limit, session, role, parse, the phone's yes where one is needed, call, the error's
// status by the contract, one log line. An entry that needs an `if` has swallowed a use case.
import { APPROVAL_HEADER } from "@huike/shared/approval";
import {
  type CommonError,
  commonErrors,
  type Endpoint,
  type ErrorOf,
  fullPath,
  type RefusalDetail,
  type RequestOf,
  type ResponseOf,
  type Result,
  type Role,
} from "@huike/shared/endpoint";
import { type Refusal, type Sentence, sentences } from "@huike/shared/sentences";
import { isFromOwnPage } from "./browser.ts";
import { compressed } from "./compress.ts";
import { type ConsoleDoor, type ConsoleSession, callDigest } from "./console-door.ts";
import type { Env } from "./env.ts";
import { type Identity, identify } from "./identify.ts";
import {
  bodyOf,
  type Handler,
  type HttpAnswer,
  type HttpEvent,
  type PathFields,
  queryOf,
  serveRows,
} from "./lambda-http.ts";
import { logFailure, logRequest } from "./log.ts";
import { isOutage } from "./outage.ts";
import type { Claims } from "./session-token.ts";
import { WechatError } from "./wechat/error.ts";

/** No call of ours carries more, unless its contract says so; a megabyte is a mistake or an attack. */
const BODY_BYTES_MAX = 32_768;

/** Who calls, as far as the endpoint's roles asked: a use case takes what it needs and TypeScript holds it to it. */
export type Guest = { readonly claims: Claims };
export type Member = Guest & {
  readonly memberNo: string;
  /** The console's session the call came by; none when a phone asks. */
  readonly session?: ConsoleSession;
};
/** A browser that may have no session yet. */
export type Visitor = { readonly event: HttpEvent; readonly session?: ConsoleSession };

/** Finds what a member may do as staff; undefined for those who are none. Given by the entry: platform knows no domain. */
export type FindStaff<S extends { readonly role: Role }> = (memberNo: string, env: Env) => Promise<S | undefined>;

type Answer = { status: number; body: unknown; outcome: string; cookies?: readonly string[] };
type Doors<S extends { readonly role: Role }> = {
  readonly findStaff: FindStaff<S>;
  readonly console?: ConsoleDoor | undefined;
};
export type Route<S extends { readonly role: Role }> = {
  readonly endpoint: Endpoint;
  answer(request: unknown, event: HttpEvent, env: Env, doors: Doors<S>): Promise<Answer>;
};

/** What a use case says, and the cookies that go with it. */
export type Settled<T, E extends Refusal> = Result<T, E> & { readonly cookies?: readonly string[] };

type UseCase<E extends Endpoint, Caller> = (
  caller: Caller,
  request: RequestOf<E>,
  env: Env,
) => Promise<Settled<ResponseOf<E>, ErrorOf<E> | CommonError>>;

/** What a call does, in words for the caller's phone, made from the call itself; nothing where no yes is needed (any more). */
export type Describe<E extends Endpoint> = (request: RequestOf<E>, env: Env) => Promise<Sentence | undefined>;

const failure = (error: Refusal, status: number, detail?: RefusalDetail): Answer => ({
  status,
  outcome: error,
  body: { error, message: sentences[error], ...(detail ? { detail } : {}) },
});
const common = (error: CommonError): Answer => failure(error, commonErrors[error]);

type Row<E extends Endpoint, S extends { readonly role: Role }, Caller> = {
  readonly endpoint: E;
  /** Turns who calls into the caller the use case asks for. */
  readonly who: (identity: Identity, event: HttpEvent, env: Env, doors: Doors<S>) => Promise<Caller | CommonError>;
  readonly useCase: UseCase<E, Caller>;
  readonly describe?: Describe<E> | undefined;
};

/** One endpoint joined to the use case that carries it out. */
function route<E extends Endpoint, S extends { readonly role: Role }, Caller>(row: Row<E, S, Caller>): Route<S> {
  const { endpoint, who, useCase, describe } = row;
  if ((endpoint.stepUp ?? false) !== (describe !== undefined)) {
    throw new Error(`${fullPath(endpoint)} must be described for the phone if, and only if, it asks for its yes`);
  }
  return {
    endpoint,
    async answer(raw, event, env, doors) {
      const identity = await identify(event, endpoint, env, doors.console);
      if (typeof identity === "string") return common(identity);
      const caller = await who(identity, event, env, doors);
      if (isCommonError(caller)) return common(caller);
      const parsed = endpoint.request.safeParse(raw);
      if (!parsed.success) return common("bad_request");
      const request = parsed.data as RequestOf<E>;
      const waits = describe && (await waitsForPhone(row, { identity, event, request }, env, doors.console));
      if (waits) return waits;
      const result = await useCase(caller, request, env);
      const cookies = result.cookies ? { cookies: result.cookies } : {};
      if (result.ok) return { status: 200, body: result.value, outcome: "ok", ...cookies };
      return { ...failure(result.error, statusOf(endpoint, result.error), result.detail), ...cookies };
    },
  };
}

type FromBrowser<E extends Endpoint> = { identity: Identity; event: HttpEvent; request: RequestOf<E> };

/** A phone that calls by itself has been tapped already. */
async function waitsForPhone<E extends Endpoint>(
  { endpoint, describe }: { readonly endpoint: E; readonly describe?: Describe<E> | undefined },
  { identity, event, request }: FromBrowser<E>,
  env: Env,
  door: ConsoleDoor | undefined,
): Promise<Answer | undefined> {
  const { session } = identity;
  const action = door && session && (await describe?.(request, env));
  if (!door || !session || !action) return undefined;
  const digest = callDigest(`${endpoint.method} ${fullPath(endpoint)}`, request);
  const approvalId = event.headers[APPROVAL_HEADER];
  const refusal = await door.askPhone({ session, action, digest, approvalId }, env);
  return refusal && failure(refusal.error, statusOf(endpoint, refusal.error), refusal.detail);
}

const statusOf = (endpoint: Endpoint, error: Refusal): number =>
  endpoint.errors[error] ?? (isCommonError(error) ? commonErrors[error] : commonErrors.unexpected);

const isCommonError = (value: unknown): value is CommonError => typeof value === "string" && value in commonErrors;

/** For everybody, with or without a session. */
export const forAnyone = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, { claims?: Claims }>): Route<never> =>
  route({ endpoint, useCase, who: async ({ claims }) => (claims ? { claims } : {}) });

/** For a page of our own in any browser, with or without a session: what may give it cookies. */
export const forBrowser = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, Visitor>): Route<never> =>
  route<E, never, Visitor>({
    ...{ endpoint, useCase },
    who: async ({ session }, event) =>
      isFromOwnPage(event) ? { event, ...(session ? { session } : {}) } : "forbidden",
  });

/** For any phone that opened a session. */
export const forGuest = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, Guest>): Route<never> =>
  route<E, never, Guest>({ endpoint, useCase, who: async ({ claims }) => (claims ? { claims } : "signed_out") });

/** For those who agreed to join. */
export const forMember = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, Member>): Route<never> =>
  route<E, never, Member>({ endpoint, useCase, who: async (identity) => memberOf(identity) });

/**
 * For staff of one of the endpoint's roles, read anew (or from a cache of seconds) at every call. `describe` goes with an
 * endpoint that asks for the phone's yes (`stepUp`).
 */
export const forStaff = <E extends Endpoint, S extends { readonly role: Role }>(
  endpoint: E,
  useCase: UseCase<E, Member & { readonly staff: S }>,
  describe?: Describe<E>,
): Route<S> =>
  route<E, S, Member & { readonly staff: S }>({
    ...{ endpoint, useCase, describe },
    who: async (identity, _, env, { findStaff }) => {
      const member = memberOf(identity);
      if (typeof member === "string") return member;
      const staff = await findStaff(member.memberNo, env);
      return staff && endpoint.roles.includes(staff.role) ? { ...member, staff } : "forbidden";
    },
  });

function memberOf({ claims, session }: Identity): Member | CommonError {
  if (!claims) return "signed_out";
  if (!claims.isMember || !claims.memberNo) return "forbidden";
  return { claims, memberNo: claims.memberNo, ...(session ? { session } : {}) };
}

type Serving<S extends { readonly role: Role }> = {
  readonly env: () => Env;
  readonly routes: readonly Route<S>[];
  readonly findStaff?: FindStaff<S>;
  /** Where a browser's cookie is good for these calls. */
  readonly console?: ConsoleDoor;
  /** Answers GET /healthz: throws when the table cannot be reached. */
  readonly health?: (env: Env) => Promise<void>;
};

/** A Lambda's handler for these calls. A laptop and the tests put a gateway before the same one. */
export function serve<S extends { readonly role: Role }>(serving: Serving<S>): Handler {
  const { env, routes, health } = serving;
  const doors: Doors<S> = { findStaff: serving.findStaff ?? (async () => undefined), console: serving.console };
  const rows = routes.map((one) => {
    const { method } = one.endpoint;
    const path = fullPath(one.endpoint);
    const name = `${method} ${path}`;
    return {
      ...{ method, path },
      answer: (event: HttpEvent, fields: PathFields) => answer({ name, event, fields }, one, env(), doors),
    };
  });
  const healthRow = health && {
    ...{ method: "GET", path: "/healthz" },
    answer: (event: HttpEvent) => answerHealth(event, env(), health),
  };
  return serveRows(healthRow ? [...rows, healthRow] : rows, async (event) => reply(event, common("route_unknown")));
}

type Call = { readonly name: string; readonly event: HttpEvent; readonly fields: PathFields };

async function answer<S extends { readonly role: Role }>(
  call: Call,
  one: Route<S>,
  env: Env,
  doors: Doors<S>,
): Promise<HttpAnswer> {
  const startedMs = performance.now();
  const result = await resultOf(call, one, env, doors);
  logRequest({
    route: call.name,
    outcome: result.outcome,
    status: result.status,
    ms: Math.round(performance.now() - startedMs),
  });
  return reply(call.event, result);
}

async function resultOf<S extends { readonly role: Role }>(
  { name, event, fields }: Call,
  one: Route<S>,
  env: Env,
  doors: Doors<S>,
): Promise<Answer> {
  const given = readRequest(event, fields, one.endpoint);
  if (typeof given === "string") return common(given);
  try {
    return await one.answer(given, event, env, doors);
  } catch (cause) {
    return thrown(name, one.endpoint, cause);
  }
}

/** Path fields, then the query of a GET or the JSON body. */
function readRequest(
  event: HttpEvent,
  path: PathFields,
  endpoint: Endpoint,
): Record<string, unknown> | "bad_request" | "too_large" {
  if (endpoint.method === "GET") return { ...queryOf(event), ...path };
  const body = bodyOf(event);
  if (Buffer.byteLength(body) > (endpoint.bytesMax ?? BODY_BYTES_MAX)) return "too_large";
  const parsed = jsonOf(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return "bad_request";
  // A body cannot overrule the path it was sent to.
  return { ...parsed, ...path };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function thrown(route: string, endpoint: Endpoint, cause: unknown): Answer {
  logFailure(route, cause);
  if (isOutage(cause)) return common("try_later");
  const status = cause instanceof WechatError ? endpoint.errors.wechat_refused : undefined;
  return status === undefined ? common("unexpected") : failure("wechat_refused", status);
}

async function answerHealth(event: HttpEvent, env: Env, health: (env: Env) => Promise<void>): Promise<HttpAnswer> {
  try {
    await health(env);
    return reply(event, { status: 200, body: { ok: true }, outcome: "ok" });
  } catch (cause) {
    return reply(event, thrown("GET /healthz", { errors: {} } as Endpoint, cause));
  }
}

function reply({ headers: asked }: HttpEvent, { status, body, cookies }: Answer): HttpAnswer {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  const set = cookies ? { cookies: [...cookies] } : {};
  const bytes = compressed(body, asked["accept-encoding"]);
  if (!bytes) return { statusCode: status, headers, ...set, body: JSON.stringify(body) };
  return {
    statusCode: status,
    ...set,
    headers: { ...headers, "content-encoding": "gzip" },
    body: Buffer.from(bytes).toString("base64"),
    isBase64Encoded: true,
  };
}
