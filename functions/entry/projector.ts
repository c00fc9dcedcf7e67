// The stream of the app table becomes the rows of the views table. No network but the tables.
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamHandler } from "aws-lambda";
import { liveEnv } from "../platform/env.ts";
import { project } from "../projection/project.ts";

const env = liveEnv();
const processor = new BatchProcessor(EventType.DynamoDBStreams);

const projectRecord = async (record: DynamoDBRecord): Promise<void> => {
  const image = record.dynamodb?.NewImage;
  if (image) await project(image as Record<string, AttributeValue>, env);
};

export const handler: DynamoDBStreamHandler = (event, context) =>
  processPartialResponse(event, projectRecord, processor, { context });
