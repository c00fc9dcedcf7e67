// Something else that happens at the worst moment: after a use case has read and before it writes.
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export class Meanwhile {
  private work: (() => Promise<unknown>) | undefined;
  private command = "";

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const { work } = this;
        if (work && context.commandName === this.command) {
          this.work = undefined;
          await work();
        }
        return next(args);
      },
      { step: "initialize", name: "meanwhile" },
    );
  }

  /** Does the work before the next transaction is sent, once. */
  beforeNextTransaction(work: () => Promise<unknown>): void {
    this.beforeNext("TransactWriteItemsCommand", work);
  }

  /** Does the work before the next command of that name is sent, once. */
  beforeNext(command: string, work: () => Promise<unknown>): void {
    [this.command, this.work] = [command, work];
  }
}
