// One JSON line a request, and the counts an alarm needs. Never an openid, a phone or a token.
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

const logger = new Logger();
const metrics = new Metrics();

export type RequestLine = {
  readonly route: string;
  /** "ok" or the refusal's code. */
  readonly outcome: string;
  readonly status: number;
  readonly ms: number;
};

export function logRequest(line: RequestLine): void {
  logger.info("request", line);
  metrics.addDimension("outcome", line.status >= 500 ? "failure" : line.outcome === "ok" ? "ok" : "refusal");
  metrics.addMetric("requests", MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}

/** A bug or an outage, with its stack. */
export function logFailure(route: string, cause: unknown): void {
  logger.error("failure", { route, cause: cause instanceof Error ? cause : new Error(String(cause)) });
}
