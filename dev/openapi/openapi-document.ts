// The API document, OpenAPI 3.1, made from the endpoint values themselves: it cannot say what the server does not do.
import { APPROVAL_HEADER } from "@huike/shared/approval";
import { NestedRule } from "@huike/shared/audience";
import { commonErrors, type Endpoint, Failure, fullPath } from "@huike/shared/endpoint";
import { type Refusal, sentences } from "@huike/shared/sentences";
import * as z from "zod/mini";
import { allEndpoints, type NamedEndpoint } from "./all-endpoints.ts";

type Json = Record<string, unknown>;

/** Errors that can meet an endpoint of these roles: nobody is signed out where anyone may call. */
function errorsOf(endpoint: Endpoint): [Refusal, number][] {
  const isOpen = endpoint.roles.includes("anyone");
  const common = Object.entries(commonErrors).filter(
    ([error]) => !(isOpen && (error === "signed_out" || error === "forbidden")) && error !== "route_unknown",
  );
  return [...Object.entries(endpoint.errors), ...common] as [Refusal, number][];
}

export function openapi(): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "回客 Huike",
      version: "0.1.0",
      description:
        "Membership, coupons and counter redemption. Unknown keys are refused everywhere. " +
        "Money is in fen, times are ms UTC. A refusal carries a code and a sentence in both languages; " +
        "calls that carry an id made by the caller may be repeated with that id and answer the same.",
    },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    tags: [
      { name: "member", description: "The consumer's phone" },
      { name: "clerk", description: "The counter" },
      { name: "operator", description: "The console" },
    ],
    paths: { ...paths(), "/healthz": { get: health } },
    components: {
      schemas: { Failure: schemaOf(Failure, "output"), ...nested() },
      securitySchemes: {
        session: { type: "http", scheme: "bearer", description: "The token of POST /api/member/sessions" },
        console: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-huike_console",
          description: "A browser signed in by a scan (POST /api/operator/sign-ins); over http the name has no prefix",
        },
      },
    },
  };
}

const health = {
  operationId: "GetHealth",
  summary: "Answers 200 while the service can reach its table",
  security: [],
  responses: { 200: { description: "Well" }, 503: { description: "Not well" } },
};

function paths(): Record<string, Json> {
  const all: Record<string, Json> = {};
  for (const named of allEndpoints()) {
    const path = fullPath(named.endpoint).replace(/:(\w+)/g, "{$1}");
    all[path] = { ...all[path], [named.endpoint.method.toLowerCase()]: operation(named) };
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function operation({ name, endpoint }: NamedEndpoint): Json {
  const isOpen = endpoint.roles.includes("anyone");
  return {
    operationId: name,
    tags: [endpoint.audience],
    summary: endpoint.summary,
    description: isOpen ? "Anyone may call." : `Roles: ${endpoint.roles.join(", ")}.`,
    security: isOpen ? [] : securityOf(endpoint),
    ...requestOf(endpoint),
    responses: {
      200: { description: "Done", content: json(schemaOf(endpoint.response, "output")) },
      ...refusals(endpoint),
    },
  };
}

/** A browser's cookie is good for the console's calls only. */
const securityOf = ({ audience }: Endpoint): Json[] =>
  audience === "operator" ? [{ session: [] }, { console: [] }] : [{ session: [] }];

const approvalParameter = {
  name: APPROVAL_HEADER,
  in: "header",
  required: false,
  description: "From a browser: the approval the phone has said yes to, as `approval_needed` named it",
  schema: { type: "string" },
};

/** The request's fields lie where httpCall puts them: in the path, then in the query for GET, else in the body. */
function requestOf(endpoint: Endpoint): Json {
  const { properties, required = [], ...rest } = RequestSchema.parse(schemaOf(endpoint.request, "input"));
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const parameter = (name: string, place: "path" | "query"): Json => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: properties[name],
  });
  const parameters = inPath.map((name) => parameter(name, "path"));
  if (endpoint.method === "GET") parameters.push(...others.map((name) => parameter(name, "query")));
  if (endpoint.stepUp) parameters.push(approvalParameter);
  const body = {
    ...rest,
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    required: others.filter((name) => required.includes(name)),
  };
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.method !== "GET" && { requestBody: { required: true, content: json(body) } }),
  };
}

const RequestSchema = z.looseObject({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()),
  required: z.optional(z.array(z.string())),
});

/** One answer a status, naming every code that comes with it and what people are told. */
function refusals(endpoint: Endpoint): Json {
  const byStatus = new Map<number, Refusal[]>();
  for (const [error, status] of errorsOf(endpoint)) byStatus.set(status, [...(byStatus.get(status) ?? []), error]);
  return Object.fromEntries(
    [...byStatus].map(([status, errors]) => [
      status,
      {
        description: errors
          .map((error) => `\`${error}\`: ${sentences[error].zh} · ${sentences[error].en}`)
          .join("\n\n"),
        content: json({
          allOf: [{ $ref: "#/components/schemas/Failure" }, { properties: { error: { enum: errors } } }],
        }),
      },
    ]),
  );
}

const json = (schema: unknown) => ({ "application/json": { schema } });

/** A schema that holds itself has a name: it stands among the components, and whoever uses it points there. */
const named = z.registry<{ id: string }>();
named.add(NestedRule, { id: "AudienceRule" });

function schemaOf(schema: z.ZodMiniType, io: "input" | "output"): Json {
  const { $schema: _, $defs: __, ...plain } = inComponents(schema, io);
  return plain;
}

const nested = (): Json => inComponents(z.strictObject({ rule: NestedRule }), "input").$defs as Json;

function inComponents(schema: z.ZodMiniType, io: "input" | "output"): Json {
  const made = z.toJSONSchema(schema, { target: "draft-2020-12", io, metadata: named });
  return JSON.parse(JSON.stringify(made).replaceAll(`"#/$defs/`, `"#/components/schemas/`)) as Json;
}
