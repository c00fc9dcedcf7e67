// The HTTP API's routes, read from the packaged template, and which of them a request falls to.
import * as z from "zod/mini";
import { PointsAt, resourcesOf, type Template } from "../build/packaged-template.ts";

export type Route = {
  /** As in the template: "ANY /api/member/{proxy+}". */
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly string[];
  /** Logical id of the function behind it. */
  readonly functionId: string;
  readonly timeoutMs: number;
};

export type Match = { readonly route: Route; readonly pathParameters: Readonly<Record<string, string>> };

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.object({ "Fn::Join": z.tuple([z.literal("/"), z.tuple([z.literal("integrations"), PointsAt])]) }),
});
const IntegrationProperties = z.object({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: PointsAt,
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: z._default(z.number(), 30_000),
});

export function readRoutes(template: Template): Route[] {
  const integrations = new Map(
    resourcesOf(template, "AWS::ApiGatewayV2::Integration", IntegrationProperties).map((one) => [
      one.logicalId,
      one.properties,
    ]),
  );
  return resourcesOf(template, "AWS::ApiGatewayV2::Route", RouteProperties).map(({ logicalId, properties }) => {
    const integration = integrations.get(properties.Target["Fn::Join"][1][1]);
    const [method = "", path = ""] = properties.RouteKey.split(" ");
    if (!integration || !path.startsWith("/")) throw new Error(`${logicalId} in the template is no route we know.`);
    const { IntegrationUri: functionId, TimeoutInMillis: timeoutMs } = integration;
    return { routeKey: properties.RouteKey, method, segments: segmentsOf(path), functionId, timeoutMs };
  });
}

const segmentsOf = (path: string): string[] => path.split("/").slice(1);

/** API Gateway's order: a path without variables first, then variables, then a greedy one; the method before ANY. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const asked = segmentsOf(path);
  const matches = routes.flatMap((route) => {
    if (route.method !== "ANY" && route.method !== method) return [];
    const pathParameters = matchPath(route.segments, asked);
    return pathParameters === undefined ? [] : [{ route, pathParameters }];
  });
  return matches.sort((a, b) => vagueness(a.route) - vagueness(b.route))[0];
}

/** Bigger is vaguer: a greedy route counts most, then each variable, then ANY; a longer greedy prefix is preferred. */
function vagueness({ method, segments }: Route): number {
  const isGreedy = segments.some((segment) => segment.endsWith("+}"));
  const variables = segments.filter((segment) => segment.startsWith("{")).length;
  return (isGreedy ? 1000 - segments.length : 0) + variables * 10 + (method === "ANY" ? 1 : 0);
}

function matchPath(segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const greedy = /^\{(\w+)\+\}$/.exec(segment)?.[1];
    if (greedy !== undefined) {
      const rest = asked.slice(i).map(decoded).join("/");
      return rest === "" ? undefined : { ...found, [greedy]: rest };
    }
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const here = asked[i];
    if (here === undefined || (name === undefined ? segment !== here : here === "")) return undefined;
    if (name !== undefined) found[name] = decoded(here);
  }
  return segments.length === asked.length ? found : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
