// Creates the tables on a local engine, from the packaged template: what the cloud would create is what runs here.
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { resourcesOf, type Template } from "../build/packaged-template.ts";

/** Logical id in the template → name on the engine. */
export type TableNames = { readonly AppTable: string; readonly ViewsTable: string };

export const localTables: TableNames = { AppTable: "huike-app", ViewsTable: "huike-views" };

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
    NonKeyAttributes: z.optional(z.array(z.string())),
  }),
});
const TableProperties = z.object({
  BillingMode: z.enum(["PAY_PER_REQUEST", "PROVISIONED"]),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema,
  GlobalSecondaryIndexes: z.optional(z.array(Index)),
  LocalSecondaryIndexes: z.optional(z.array(Index)),
  StreamSpecification: z.optional(
    z.object({ StreamViewType: z.enum(["NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY"]) }),
  ),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
});
type TableProperties = z.infer<typeof TableProperties>;

/**
 * Creates every table of the template and waits for it; a table that is there already is left as it is. `isStreamed: false`
 * leaves out the streams, which nobody then reads: dynoxide 1.2.1 goes through all it ever kept, of every table, at each
 * write (20,000 records: 7 ms a put instead of 0.4).
 */
export async function createTables(
  client: DynamoDBClient,
  template: Template,
  { names = localTables, isStreamed = true }: { readonly names?: TableNames; readonly isStreamed?: boolean } = {},
): Promise<void> {
  const byLogicalId = new Map(Object.entries(names));
  const tables = resourcesOf(template, "AWS::DynamoDB::Table", TableProperties).map(({ logicalId, properties }) => {
    const name = byLogicalId.get(logicalId);
    if (name === undefined) throw new Error(`The template has a table ${logicalId} that has no local name.`);
    const { StreamSpecification: stream, ...rest } = properties;
    return { name, properties: isStreamed && stream ? { ...rest, StreamSpecification: stream } : rest };
  });
  await Promise.all(tables.map(({ name, properties }) => createTable(client, name, properties)));
}

async function createTable(client: DynamoDBClient, name: string, properties: TableProperties): Promise<void> {
  try {
    await client.send(new CreateTableCommand(createInput(name, properties)));
  } catch (cause) {
    if (!(cause instanceof ResourceInUseException)) throw cause;
  }
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName: name });
  await keepTimeToLive(client, name, properties);
}

function createInput(name: string, properties: TableProperties): CreateTableCommandInput {
  const { TimeToLiveSpecification: _, StreamSpecification: stream, ...same } = properties;
  const input: CreateTableCommandInput = { TableName: name, ...withoutUndefined(same) };
  if (stream) input.StreamSpecification = { StreamEnabled: true, ...stream };
  return input;
}

/** exactOptionalPropertyTypes: the parsed value may say `undefined` where the SDK wants the key absent. */
const withoutUndefined = (same: Omit<TableProperties, "TimeToLiveSpecification" | "StreamSpecification">) =>
  Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined)) as Pick<
    CreateTableCommandInput,
    "AttributeDefinitions" | "KeySchema" | "BillingMode"
  >;

async function keepTimeToLive(client: DynamoDBClient, name: string, properties: TableProperties): Promise<void> {
  const wanted = properties.TimeToLiveSpecification;
  if (!wanted?.Enabled) return;
  const { TimeToLiveDescription: now } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  if (now?.TimeToLiveStatus === "ENABLED" && now.AttributeName === wanted.AttributeName) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: wanted }));
}
