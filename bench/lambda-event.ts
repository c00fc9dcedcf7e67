// A POST as API Gateway hands it to a Lambda (payload 2.0).
import type { LambdaEvent } from "hono/aws-lambda";

type Post = { path: string; query?: string; headers?: Record<string, string>; body: string };

export const postEvent = ({ path, query = "", headers = {}, body }: Post): LambdaEvent =>
  ({
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: { host: "bench", ...headers },
    requestContext: { domainName: "bench", http: { method: "POST", path } },
    body,
    isBase64Encoded: false,
  }) as unknown as LambdaEvent;

type Handler = (event: LambdaEvent, context: never) => Promise<unknown>;

/** Throws unless the handler answered 200: a measurement of refusals would look fast. */
export async function mustAnswer(handler: Handler, event: LambdaEvent): Promise<void> {
  const answer = (await handler(event, {} as never)) as { statusCode: number; body: string };
  if (answer.statusCode !== 200) throw new Error(`the handler answered ${answer.statusCode} ${answer.body}`);
}
