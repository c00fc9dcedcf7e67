// A stream record as a Lambda gets it: JSON, so times are seconds and bytes are base64; numbers stay text.
import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import type { AttributeValue, DynamoDBRecord } from "aws-lambda";

export function lambdaRecord(record: _Record, streamArn: string, region: string): DynamoDBRecord {
  const { ApproximateCreationDateTime: created, ...change } = record.dynamodb ?? {};
  const json = {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion ?? "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: {
      ...(created && { ApproximateCreationDateTime: Math.floor(created.getTime() / 1000) }),
      ...change,
      ...imagesOf(change),
    },
    ...(record.userIdentity && {
      userIdentity: { type: record.userIdentity.Type, principalId: record.userIdentity.PrincipalId },
    }),
    eventSourceARN: streamArn,
  };
  return json as DynamoDBRecord;
}

function imagesOf(change: Omit<NonNullable<_Record["dynamodb"]>, "ApproximateCreationDateTime">) {
  const images: Record<string, Record<string, AttributeValue>> = {};
  for (const name of ["Keys", "NewImage", "OldImage"] as const) {
    const image = change[name];
    if (image) images[name] = Object.fromEntries(Object.entries(image).map(([key, value]) => [key, jsonValue(value)]));
  }
  return images;
}

/** Bytes, at any depth, become base64; all else is JSON already. */
function jsonValue<T>(value: T): AttributeValue {
  return JSON.parse(
    JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
      const held = this[key]; // `plain` is what toJSON made of a Buffer
      return held instanceof Uint8Array ? Buffer.from(held).toString("base64") : plain;
    }),
  ) as AttributeValue;
}
