// Something outside us did not answer as it should; the caller may try again and nothing is lost.
// The third kind beside refusals (values) and bugs (any other throw).

export class Outage extends Error {
  override readonly name = "Outage";
}

const RETRYABLE = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "InternalServerError",
  "ServiceUnavailable",
  "TransactionInProgressException",
  "TransactionConflictException",
  "TransactionCanceledException",
  "LimitExceededException",
  "TimeoutError",
  "NetworkingError",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/**
 * Is this throw an outage rather than a bug? Names are those of the AWS SDK (DynamoDB's "Error
 * handling" page) and of Node's sockets. Conditions that failed never get here: use cases answer them.
 */
export function isOutage(cause: unknown): boolean {
  if (cause instanceof Outage) return true;
  if (!(cause instanceof Error)) return false;
  const code = (cause as Error & { code?: string }).code ?? "";
  const fault = (cause as Error & { $fault?: string }).$fault;
  return RETRYABLE.has(cause.name) || RETRYABLE.has(code) || fault === "server";
}
