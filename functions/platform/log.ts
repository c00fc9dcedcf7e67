// One JSON line a request: the counts an alarm needs (CloudWatch's embedded metric format) carrying
// what a person looks for. Never an openid, a phone or a token. Written by hand: the line never changes its shape,
// and a library that gathers one anew each time cost more than opening the session.
const SERVICE = "huike";

/** Tests are quiet; asked at each line, as they say so after this file may have been read. */
const isSilent = (): boolean => process.env.HUIKE_LOG === "off";

export type RequestLine = {
  readonly route: string;
  /** "ok" or the refusal's code. */
  readonly outcome: string;
  readonly status: number;
  readonly ms: number;
};

type Metric = { readonly Name: string; readonly Unit: "Count" | "Milliseconds" };

/** What CloudWatch makes of a line: AWS, "Specification: Embedded metric format". */
const embedded = (Dimensions: readonly (readonly string[])[], Metrics: readonly Metric[]) => [
  { Namespace: SERVICE, Dimensions, Metrics },
];

/** Only `service` and `result` are dimensions: each value of one is a metric that is paid for. */
const REQUEST_METRICS = embedded(
  [["service", "result"]],
  [
    { Name: "requests", Unit: "Count" },
    { Name: "ms", Unit: "Milliseconds" },
  ],
);
const NIGHT_METRICS = embedded(
  [["service"]],
  [
    { Name: "night_members", Unit: "Count" },
    { Name: "night_findings", Unit: "Count" },
  ],
);

export function logRequest({ route, outcome, status, ms }: RequestLine): void {
  write({
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: REQUEST_METRICS },
    service: SERVICE,
    result: resultOf(status),
    ...{ route, outcome, status, requests: 1, ms },
  });
}

function resultOf(status: number): "ok" | "refusal" | "failure" {
  if (status >= 500) return "failure";
  return status === 200 ? "ok" : "refusal";
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
  const kinds: Record<string, number> = {};
  for (const { what } of findings) kinds[what] = (kinds[what] ?? 0) + 1;
  write({
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: NIGHT_METRICS },
    service: SERVICE,
    ...{ day, night_members: members, night_findings: findings.length + more, kinds },
  });
}

/** A day's seal, out of reach of whoever can write to the tables. */
export function logSeal(seal: { readonly day: string; readonly rows: number; readonly hash: string }): void {
  write({ service: SERVICE, message: "audit day sealed", ...seal });
}

/** A bug or an outage, with its stack. */
export function logFailure(route: string, cause: unknown): void {
  const { name, message, stack } = cause instanceof Error ? cause : new Error(String(cause));
  const trace = process.env._X_AMZN_TRACE_ID;
  write({
    ...{ level: "ERROR", message: "failure", timestamp: new Date().toISOString(), service: SERVICE, route },
    ...(trace === undefined ? {} : { trace }),
    cause: { name, message, stack },
  });
}

/** Not by console.log: there Lambda puts the time and the request before the line, and it is no JSON any more. */
function write(line: unknown): void {
  if (!isSilent()) process.stdout.write(`${JSON.stringify(line)}\n`);
}
