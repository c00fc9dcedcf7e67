// The stream of the app table becomes the rows of the views table. No network but the tables.
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamHandler } from "aws-lambda";
import { changeOf, recordChange } from "../audit/record-change.ts";
import { noteOccasions } from "../campaign/note-occasions.ts";
import { liveEnv } from "../platform/env.ts";
import { project } from "../projection/project.ts";

const env = liveEnv();
const processor = new BatchProcessor(EventType.DynamoDBStreams);

type Image = Record<string, AttributeValue>;

const take = async ({ eventID, dynamodb }: DynamoDBRecord): Promise<void> => {
  const image = dynamodb?.NewImage as Image | undefined;
  const old = dynamodb?.OldImage as Image | undefined;
  if (!image) return;
  // A source of rows, a change that staff signed, or both.
  if (image.ev) await project(image, env, old);
  // After it: whom a campaign is for is asked of the rows.
  if (image.ev) await noteOccasions(env, old, image);
  if (image.by && eventID) await recordChange(changeOf(eventID, old, image), env);
};

export const handler: DynamoDBStreamHandler = (event, context) =>
  processPartialResponse(event, take, processor, { context });
