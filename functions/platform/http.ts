// The only place that knows HTTP: size limit, session, role, parse, call, the error's status by
// the contract, one log line. An entry that needs an `if` has swallowed a use case.
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
import { type Refusal, sentences } from "@huike/shared/sentences";
import { compressed } from "./compress.ts";
import type { Env } from "./env.ts";
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
import { type Claims, openSession, SESSION_MS } from "./session-token.ts";
import { WechatError } from "./wechat/error.ts";

/** No call of ours carries more; a megabyte is a mistake or an attack. */
const BODY_BYTES_MAX = 32_768;

/** Who calls, as far as the endpoint's roles asked: a use case takes what it needs and TypeScript holds it to it. */
export type Guest = { readonly claims: Claims };
export type Member = Guest & { readonly memberNo: string };

/** Finds what a member may do as staff; undefined for those who are none. Given by the entry: platform knows no domain. */
export type FindStaff<S extends { readonly role: Role }> = (memberNo: string, env: Env) => Promise<S | undefined>;

type Answer = { status: number; body: unknown; outcome: string };
export type Route<S extends { readonly role: Role }> = {
  readonly endpoint: Endpoint;
  answer(request: unknown, authorization: string | undefined, env: Env, findStaff: FindStaff<S>): Promise<Answer>;
};

type UseCase<E extends Endpoint, Caller> = (
  caller: Caller,
  request: RequestOf<E>,
  env: Env,
) => Promise<Result<ResponseOf<E>, ErrorOf<E> | CommonError>>;

const failure = (error: Refusal, status: number, detail?: RefusalDetail): Answer => ({
  status,
  outcome: error,
  body: { error, message: sentences[error], ...(detail ? { detail } : {}) },
});
const common = (error: CommonError): Answer => failure(error, commonErrors[error]);

const TOKEN = /^Bearer (.+)$/;

/** One endpoint joined to the use case that carries it out; `who` turns the session into the caller it asks for. */
function route<E extends Endpoint, S extends { readonly role: Role }, Caller>(
  endpoint: E,
  who: (claims: Claims | undefined, env: Env, findStaff: FindStaff<S>) => Promise<Caller | CommonError>,
  useCase: UseCase<E, Caller>,
): Route<S> {
  return {
    endpoint,
    async answer(raw, authorization, env, findStaff) {
      const token = TOKEN.exec(authorization ?? "")?.[1];
      const claims = token === undefined ? undefined : await sessionOf(token, env);
      const caller = await who(claims, env, findStaff);
      if (isCommonError(caller)) return common(caller);
      const parsed = endpoint.request.safeParse(raw);
      if (!parsed.success) return common("bad_request");
      const result = await useCase(caller, parsed.data as RequestOf<E>, env);
      if (result.ok) return { status: 200, body: result.value, outcome: "ok" };
      return failure(result.error, statusOf(endpoint, result.error), result.detail);
    },
  };
}

/** Sealed tokens never change: one that this instance has opened is not opened again. */
async function sessionOf(token: string, env: Env): Promise<Claims | undefined> {
  const opened = env.cache<Claims>("session", SESSION_MS);
  const claims = await opened.get(token, async () => openSession(token, env.secrets.sessionKey, env.nowMs()));
  return claims && claims.expiresAtMs > env.nowMs() ? claims : undefined;
}

const statusOf = (endpoint: Endpoint, error: Refusal): number =>
  endpoint.errors[error] ?? (isCommonError(error) ? commonErrors[error] : commonErrors.unexpected);

const isCommonError = (value: unknown): value is CommonError => typeof value === "string" && value in commonErrors;

/** For everybody, with or without a session. */
export const forAnyone = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, { claims?: Claims }>): Route<never> =>
  route(endpoint, async (claims) => (claims ? { claims } : {}), useCase);

/** For any phone that opened a session. */
export const forGuest = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, Guest>): Route<never> =>
  route(endpoint, async (claims) => (claims ? { claims } : "signed_out"), useCase);

/** For those who agreed to join. */
export const forMember = <E extends Endpoint>(endpoint: E, useCase: UseCase<E, Member>): Route<never> =>
  route(endpoint, async (claims) => memberOf(claims), useCase);

/** For staff of one of the endpoint's roles, read anew (or from a cache of seconds) at every call. */
export const forStaff = <E extends Endpoint, S extends { readonly role: Role }>(
  endpoint: E,
  useCase: UseCase<E, Member & { readonly staff: S }>,
): Route<S> =>
  route<E, S, Member & { readonly staff: S }>(
    endpoint,
    async (claims, env, findStaff) => {
      const member = memberOf(claims);
      if (typeof member === "string") return member;
      const staff = await findStaff(member.memberNo, env);
      return staff && endpoint.roles.includes(staff.role) ? { ...member, staff } : "forbidden";
    },
    useCase,
  );

function memberOf(claims: Claims | undefined): Member | CommonError {
  if (!claims) return "signed_out";
  return claims.isMember && claims.memberNo ? { claims, memberNo: claims.memberNo } : "forbidden";
}

type Serving<S extends { readonly role: Role }> = {
  readonly env: () => Env;
  readonly routes: readonly Route<S>[];
  readonly findStaff?: FindStaff<S>;
  /** Answers GET /healthz: throws when the table cannot be reached. */
  readonly health?: (env: Env) => Promise<void>;
};

/** A Lambda's handler for these calls. A laptop and the tests put a gateway before the same one. */
export function serve<S extends { readonly role: Role }>({ env, routes, findStaff, health }: Serving<S>): Handler {
  const staffFinder: FindStaff<S> = findStaff ?? (async () => undefined);
  const rows = routes.map((one) => {
    const { method } = one.endpoint;
    const path = fullPath(one.endpoint);
    const name = `${method} ${path}`;
    return {
      ...{ method, path },
      answer: (event: HttpEvent, fields: PathFields) => answer({ name, event, fields }, one, env(), staffFinder),
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
  findStaff: FindStaff<S>,
): Promise<HttpAnswer> {
  const startedMs = performance.now();
  const result = await resultOf(call, one, env, findStaff);
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
  findStaff: FindStaff<S>,
): Promise<Answer> {
  const given = readRequest(event, fields, one.endpoint);
  if (typeof given === "string") return common(given);
  try {
    return await one.answer(given, event.headers.authorization, env, findStaff);
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
  if (Buffer.byteLength(body) > BODY_BYTES_MAX) return "too_large";
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

function reply({ headers: asked }: HttpEvent, { status, body }: Answer): HttpAnswer {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  const bytes = compressed(body, asked["accept-encoding"]);
  if (!bytes) return { statusCode: status, headers, body: JSON.stringify(body) };
  return {
    statusCode: status,
    headers: { ...headers, "content-encoding": "gzip" },
    body: Buffer.from(bytes).toString("base64"),
    isBase64Encoded: true,
  };
}
