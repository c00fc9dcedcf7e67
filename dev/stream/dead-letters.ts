// The dead-letter queue of this machine: one JSON line for each batch that failed for good.
// What Lambda sends to the queue, with the records themselves beside it, so that a person can look.
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { DynamoDBRecord } from "aws-lambda";

export type DeadLetter = {
  readonly functionId: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly records: readonly DynamoDBRecord[];
  readonly why: string;
  readonly attempts: number;
  readonly nowMs: number;
};

export function keepDeadLetter(file: string, letter: DeadLetter): void {
  const numbers = letter.records.map((record) => record.dynamodb?.SequenceNumber);
  const line = {
    version: "1.0",
    timestamp: new Date(letter.nowMs).toISOString(),
    requestContext: {
      functionArn: letter.functionId,
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: letter.attempts,
    },
    responseContext: { functionError: letter.why },
    DDBStreamBatchInfo: {
      shardId: letter.shardId,
      startSequenceNumber: numbers.at(0),
      endSequenceNumber: numbers.at(-1),
      batchSize: letter.records.length,
      streamArn: letter.streamArn,
    },
    records: letter.records,
  };
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
