// What queries ask for: their partitions, as they are sent.
import type { DynamoDBClient, QueryCommandInput } from "@aws-sdk/client-dynamodb";

export class Asked {
  #pks: string[] = [];

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === "QueryCommand") this.#note(args.input as QueryCommandInput);
          return next(args);
        },
      { step: "initialize", name: "asked" },
    );
  }

  #note({ ExpressionAttributeValues }: QueryCommandInput): void {
    this.#pks.push(ExpressionAttributeValues?.[":pk"]?.S ?? "");
  }

  /** Since the last time it was asked. */
  take(): string[] {
    const taken = this.#pks;
    this.#pks = [];
    return taken;
  }
}
