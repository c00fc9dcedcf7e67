// Clients of a local engine. It asks for a region and credentials like the real one, and believes any.
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

// The SDK tells every process which Node it will need in 2027; package.json says which one is needed now.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

export const localAws = {
  region: "cn-northwest-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
} as const satisfies DynamoDBClientConfig;

export const engineClient = (endpoint: string): DynamoDBClient => new DynamoDBClient({ ...localAws, endpoint });
