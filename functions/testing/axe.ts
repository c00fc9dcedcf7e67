// A process that dies at a table call, for tests that cut a use case off everywhere.
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Kills the nth call from now on, before it is sent or after it took effect. */
export class Axe {
  private left = Number.POSITIVE_INFINITY;
  private side: "before" | "after" = "before";
  private isFatal = false;
  calls = 0;

  constructor(...clients: DynamoDBClient[]) {
    for (const client of clients) {
      client.middlewareStack.add(
        (next) => async (args) => {
          this.calls += 1;
          const isMine = --this.left === 0;
          if (this.isFatal && this.left < 0) throw new Error("the process is dead");
          if (isMine && this.side === "before") throw new Error("cut before the call");
          const answer = await next(args);
          if (isMine) throw new Error("cut after the call");
          return answer;
        },
        { step: "initialize", name: "axe" },
      );
    }
  }

  /** Runs the work with its nth call cut, and all after it where it is fatal; tells whether it got that far. */
  async cut(nth: number, side: "before" | "after", work: () => Promise<unknown>, isFatal = false): Promise<boolean> {
    [this.left, this.side, this.isFatal] = [nth, side, isFatal];
    await work().catch(() => undefined);
    const wasCut = this.left <= 0;
    [this.left, this.isFatal] = [Number.POSITIVE_INFINITY, false];
    return wasCut;
  }
}
