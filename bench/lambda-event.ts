// A POST as API Gateway hands it to a Lambda (payload 2.0).
import type { Handler, HttpEvent } from "../functions/platform/lambda-http.ts";

type Post = { path: string; query?: string; headers?: Record<string, string>; body: string };

export const postEvent = ({ path, query = "", headers = {}, body }: Post): HttpEvent => ({
  ...{ rawPath: path, rawQueryString: query, body, isBase64Encoded: false },
  headers: { host: "bench", ...headers },
  requestContext: { http: { method: "POST" } },
});

/** Throws unless the handler answered 200: a measurement of refusals would look fast. */
export async function mustAnswer(handler: Handler, event: HttpEvent): Promise<void> {
  const { statusCode, body } = await handler(event);
  if (statusCode !== 200) throw new Error(`the handler answered ${statusCode} ${body}`);
}
