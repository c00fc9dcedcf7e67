// HTTP as API Gateway hands it to a Lambda and takes it back (HTTP API, payload format 2.0), answered as it is: no
// web Request or Response is built in between, which alone cost as much CPU as a third of a call to the table.
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** Header names arrive in lower case. */
export type HttpEvent = Pick<
  APIGatewayProxyEventV2,
  "rawPath" | "rawQueryString" | "headers" | "cookies" | "body" | "isBase64Encoded"
> & { readonly requestContext: { readonly http: { readonly method: string; readonly sourceIp?: string } } };

export type HttpAnswer = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };
export type Handler = (event: HttpEvent) => Promise<HttpAnswer>;

/** What stands at the `:names` of a path. */
export type PathFields = Readonly<Record<string, string>>;

export type PathRow = {
  readonly method: string;
  /** `:name` takes one part of the path. */
  readonly path: string;
  readonly answer: (event: HttpEvent, fields: PathFields) => Promise<HttpAnswer>;
};

/** A Lambda that answers these paths, and everything else by `elsewhere`. A path that is all words goes before one with names. */
export function serveRows(rows: readonly PathRow[], elsewhere: Handler): Handler {
  const plain = new Map<string, PathRow>();
  const named: (PathRow & { readonly parts: readonly string[] })[] = [];
  for (const row of rows) {
    if (row.path.includes(":")) named.push({ ...row, parts: row.path.split("/") });
    else plain.set(`${row.method} ${row.path}`, row);
  }
  return (event) => {
    const { method } = event.requestContext.http;
    const row = plain.get(`${method} ${event.rawPath}`);
    if (row) return row.answer(event, {});
    const given = event.rawPath.split("/");
    for (const one of named) {
      const fields = one.method === method ? fieldsOf(one.parts, given) : undefined;
      if (fields) return one.answer(event, fields);
    }
    return elsewhere(event);
  };
}

function fieldsOf(parts: readonly string[], given: readonly string[]): PathFields | undefined {
  if (parts.length !== given.length) return undefined;
  const fields: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const here = given[i] ?? "";
    if (!part.startsWith(":")) {
      if (part !== here) return undefined;
    } else {
      if (here === "") return undefined;
      fields[part.slice(1)] = decoded(here);
    }
  }
  return fields;
}

/** As it came where it is no URI component: no id of ours looks so, and whoever reads it refuses it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** API Gateway sends what is not text in base64. */
export const bodyOf = ({ body = "", isBase64Encoded }: HttpEvent): string =>
  isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;

export const queryOf = ({ rawQueryString }: HttpEvent): Record<string, string> =>
  rawQueryString === "" ? {} : Object.fromEntries(new URLSearchParams(rawQueryString));
