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

export type NightLine = {
  readonly day: string;
  readonly members: number;
  readonly findings: readonly { readonly what: string }[];
  /** Seen wrong, and not looked at again for want of room. */
  readonly more: number;
};

/** What a night's walk came to; an alarm hangs on `night_findings`, and which they are lies in the night's report. */
export function logNight({ day, members, findings, more }: NightLine): void {
  metrics.addMetadata("day", day);
  metrics.addMetric("night_members", MetricUnit.Count, members);
  metrics.addMetric("night_findings", MetricUnit.Count, findings.length + more);
  metrics.publishStoredMetrics();
  if (findings.length === 0) return;
  const kinds = new Map<string, number>();
  for (const { what } of findings) kinds.set(what, (kinds.get(what) ?? 0) + 1);
  logger.warn("findings", { day, ...Object.fromEntries(kinds) });
}

/** A bug or an outage, with its stack. */
export function logFailure(route: string, cause: unknown): void {
  logger.error("failure", { route, cause: cause instanceof Error ? cause : new Error(String(cause)) });
}
