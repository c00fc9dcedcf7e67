// Cuts table calls off where a test wants it, before they are sent or after they took effect and the answer was lost;
// and a process that dies at one.
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type Fault = "ok" | "before" | "after";

export class Axe {
  private planned: Fault[] = [];
  private diesAtCut = false;
  private isDead = false;
  private cuts = 0;
  /** Calls since the last plan. */
  calls = 0;

  constructor(...clients: DynamoDBClient[]) {
    for (const client of clients) {
      client.middlewareStack.add((next) => (args) => this.meet(() => next(args)), { step: "initialize", name: "axe" });
    }
  }

  private async meet<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    if (this.isDead) throw new Error("the process is dead");
    const fault = this.planned.shift() ?? "ok";
    if (fault !== "ok") this.fall();
    if (fault === "before") throw new Error("cut before the call");
    const answer = await call();
    if (fault === "after") throw new Error("cut after the call");
    return answer;
  }

  private fall(): void {
    this.cuts += 1;
    this.isDead = this.diesAtCut;
  }

  /** What becomes of the next calls, in order; all others pass. */
  plan(faults: readonly Fault[]): void {
    this.planned = [...faults];
    this.calls = 0;
  }

  /** Runs the work with its nth call cut, and all after it where it is fatal; tells whether it got that far. */
  async cut(nth: number, side: Exclude<Fault, "ok">, work: () => Promise<unknown>, isFatal = false): Promise<boolean> {
    this.plan([...Array<Fault>(nth - 1).fill("ok"), side]);
    [this.diesAtCut, this.cuts] = [isFatal, 0];
    await work().catch(() => undefined);
    this.planned = [];
    [this.diesAtCut, this.isDead] = [false, false];
    return this.cuts > 0;
  }
}
