// How an invocation that gave no answer is told: the name and message that Lambda uses for it.
import * as z from "zod/mini";

export class LambdaFailure extends Error {
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.name = "LambdaFailure";
    this.errorType = errorType;
  }
}

const Wire = z.object({ errorType: z.string(), errorMessage: z.string() });

/** What a runtime posts to …/error. */
export function readFailure(json: string): LambdaFailure {
  try {
    const { errorType, errorMessage } = Wire.parse(JSON.parse(json));
    return new LambdaFailure(errorType, errorMessage);
  } catch {
    return new LambdaFailure("Runtime.Unknown", json.slice(0, 500));
  }
}
