// The stream of stored pushes: the only worker that talks to WeChat, so that a slow WeChat holds up nothing else.
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamHandler } from "aws-lambda";
import type { PushItem } from "../follow/follow.items.ts";
import { takeInPush } from "../follow/take-in-push.ts";
import { liveEnv } from "../platform/env.ts";
import { fields } from "../platform/table.ts";

const env = liveEnv();
const processor = new BatchProcessor(EventType.DynamoDBStreams);

const takeInRecord = async (record: DynamoDBRecord): Promise<void> => {
  const image = record.dynamodb?.NewImage;
  if (image) await takeInPush(fields<PushItem>(image as Record<string, AttributeValue>), env);
};

export const handler: DynamoDBStreamHandler = (event, context) =>
  processPartialResponse(event, takeInRecord, processor, { context });
