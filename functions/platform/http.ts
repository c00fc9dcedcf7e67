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
import { type Context, Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { compressed } from "./compress.ts";
import type { Env } from "./env.ts";
import { logFailure, logRequest } from "./log.ts";
import { isOutage } from "./outage.ts";
import { type Claims, openSession } from "./session-token.ts";
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
      const claims = token === undefined ? undefined : openSession(token, env.secrets.sessionKey, env.nowMs());
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

export function makeApp<S extends { readonly role: Role }>(serving: Serving<S>): Hono {
  const app = new Hono();
  const nobody: FindStaff<S> = async () => undefined;
  const findStaff = serving.findStaff ?? nobody;
  for (const one of serving.routes) {
    app.on(one.endpoint.method, fullPath(one.endpoint), (c) => answer(c, one, serving.env(), findStaff));
  }
  if (serving.health) app.get("/healthz", (c) => answerHealth(c, serving.env(), serving.health));
  app.notFound((c) => reply(c, common("route_unknown")));
  return app;
}

/** A Lambda handler for API Gateway's payload 2.0. */
export const serve = <S extends { readonly role: Role }>(serving: Serving<S>) => handle(makeApp(serving));

async function answer<S extends { readonly role: Role }>(
  c: Context,
  one: Route<S>,
  env: Env,
  findStaff: FindStaff<S>,
): Promise<Response> {
  const startedMs = performance.now();
  const name = `${one.endpoint.method} ${fullPath(one.endpoint)}`;
  const given = await readRequest(c, one.endpoint).catch(() => undefined);
  const result =
    given === undefined
      ? common("bad_request")
      : given === "too_large"
        ? common("too_large")
        : await one
            .answer(given, c.req.header("authorization"), env, findStaff)
            .catch((cause: unknown) => thrown(name, one.endpoint, cause));
  logRequest({
    route: name,
    outcome: result.outcome,
    status: result.status,
    ms: Math.round(performance.now() - startedMs),
  });
  return reply(c, result);
}

/** Path fields, then the query of a GET or the JSON body; throws when the body is not JSON. */
async function readRequest(c: Context, endpoint: Endpoint): Promise<Record<string, unknown> | "too_large"> {
  const path = c.req.param();
  if (endpoint.method === "GET") return { ...c.req.query(), ...path };
  const body = await c.req.text();
  if (Buffer.byteLength(body) > BODY_BYTES_MAX) return "too_large";
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new TypeError("not an object");
  // A body cannot overrule the path it was sent to.
  return { ...parsed, ...path };
}

function thrown(route: string, endpoint: Endpoint, cause: unknown): Answer {
  logFailure(route, cause);
  if (isOutage(cause)) return common("try_later");
  const status = cause instanceof WechatError ? endpoint.errors.wechat_refused : undefined;
  return status === undefined ? common("unexpected") : failure("wechat_refused", status);
}

async function answerHealth(c: Context, env: Env, health: Serving<never>["health"]): Promise<Response> {
  try {
    await health?.(env);
    return reply(c, { status: 200, body: { ok: true }, outcome: "ok" });
  } catch (cause) {
    return reply(c, thrown("GET /healthz", { errors: {} } as Endpoint, cause));
  }
}

function reply(c: Context, { status, body }: Answer): Response {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  const bytes = compressed(body, c.req.header("accept-encoding"));
  return bytes
    ? c.body(bytes, status as 200, { ...headers, "content-encoding": "gzip" })
    : c.body(JSON.stringify(body), status as 200, headers);
}
