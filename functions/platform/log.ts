// One JSON line a request: the counts an alarm needs (CloudWatch's embedded metric format) carrying
// what a person looks for. Never an openid, a phone or a token.
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
  metrics.addDimension("result", line.status >= 500 ? "failure" : line.status === 200 ? "ok" : "refusal");
  metrics
    .addMetadata("route", line.route)
    .addMetadata("outcome", line.outcome)
    .addMetadata("status", String(line.status));
  metrics.addMetric("requests", MetricUnit.Count, 1);
  metrics.addMetric("ms", MetricUnit.Milliseconds, line.ms);
  metrics.publishStoredMetrics();
}

/** A bug or an outage, with its stack. */
export function logFailure(route: string, cause: unknown): void {
  logger.error("failure", { route, cause: cause instanceof Error ? cause : new Error(String(cause)) });
}
