// Cuts table calls as a test plans it: before they are sent, or after they took effect and the answer was lost.
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type Fault = "ok" | "before" | "after";

export class Faults {
  private planned: Fault[] = [];
  /** Calls since the last plan. */
  calls = 0;

  constructor(...clients: DynamoDBClient[]) {
    for (const client of clients) {
      client.middlewareStack.add(
        (next) => async (args) => {
          this.calls += 1;
          const fault = this.planned.shift() ?? "ok";
          if (fault === "before") throw new Error("cut before the call");
          const answer = await next(args);
          if (fault === "after") throw new Error("cut after the call");
          return answer;
        },
        { step: "initialize", name: "faults" },
      );
    }
  }

  /** What becomes of the next calls, in order; all others pass. */
  plan(faults: readonly Fault[]): void {
    this.planned = [...faults];
    this.calls = 0;
  }
}
