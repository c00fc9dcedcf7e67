// The cloud's side of a local run: tables on the engine, the packaged functions, the HTTP API before them and the
// stream mappings behind them, all as the packaged template says.
import { DeleteTableCommand, type DynamoDBClient, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { packageFolder, readTemplate, type Template } from "../build/packaged-template.ts";
import { createTables, localTables, type TableNames } from "../engine/create-tables.ts";
import { engineClient, localAws } from "../engine/engine-client.ts";
import { createGateway, type Gateway } from "../gateway/gateway.ts";
import { readRoutes } from "../gateway/routes.ts";
import { readMappings } from "../stream/mapping-properties.ts";
import { type StreamMapping, startStreamMapping } from "../stream/stream-mapping.ts";
import { type Functions, openFunctions } from "./open-functions.ts";
import { startTicks, type Ticks } from "./ticks.ts";

export type BackendOptions = {
  /** A DynamoDB engine that answers. */
  readonly endpoint: string;
  readonly secretsJson: string;
  readonly wechatApiUrl: string;
  /** Where QR images are shown; as the template says when not given. */
  readonly wechatMpUrl?: string;
  /** The domain of link QRs; none when not given. */
  readonly linkDomain?: string;
  readonly checkpointFile: string;
  readonly deadLettersFile: string;
  readonly workFolder: string;
  readonly logFolder: string;
  readonly tables?: TableNames;
  readonly packageFolder?: string;
  /** Empties the tables first. */
  readonly isFresh?: boolean;
  /** The node the functions run on; this one when not given. */
  readonly nodePath?: string;
  readonly say?: (line: string) => void;
};

export type Backend = {
  readonly gateway: Gateway;
  /** Takes the functions of a newer package; calls under way are finished by the old ones. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startBackend(options: BackendOptions): Promise<Backend> {
  const folder = options.packageFolder ?? packageFolder("aws-cn");
  const client = engineClient(options.endpoint);
  const streams = new DynamoDBStreamsClient({ ...localAws, endpoint: options.endpoint });
  let running = await open(options, folder, client, streams);
  return {
    gateway: (request, sourceIp) => running.gateway(request, sourceIp),
    reload: async () => {
      const old = running;
      old.ticks.stop();
      await Promise.all(old.mappings.map((mapping) => mapping.stop()));
      running = await open({ ...options, isFresh: false }, folder, client, streams);
      await old.functions.drain();
      await old.functions.stop();
    },
    stop: async () => {
      running.ticks.stop();
      await Promise.all(running.mappings.map((mapping) => mapping.stop()));
      await running.functions.stop();
      client.destroy();
      streams.destroy();
    },
  };
}

type Running = { functions: Functions; mappings: StreamMapping[]; ticks: Ticks; gateway: Gateway };

async function open(
  options: BackendOptions,
  folder: string,
  client: DynamoDBClient,
  streams: DynamoDBStreamsClient,
): Promise<Running> {
  const template = readTemplate(folder);
  const tables = options.tables ?? localTables;
  if (options.isFresh) await dropTables(client, tables);
  await createTables(client, template, { names: tables });
  const functions = await openFunctions({
    template,
    packageFolder: folder,
    local: localValues(options, tables),
    workFolder: options.workFolder,
    logFolder: options.logFolder,
    ...(options.nodePath && { nodePath: options.nodePath }),
    ...(options.say && { say: options.say }),
  });
  const mappings = await startMappings(options, template, tables, functions, streams);
  const ticks = startTicks(template, functions.invoke, options.say);
  const gateway = createGateway({ routes: readRoutes(template), invoke: functions.invoke });
  return { functions, mappings, ticks, gateway };
}

const localValues = (options: BackendOptions, tables: TableNames) => ({
  refs: { ...tables },
  secret: options.secretsJson,
  overrides: {
    WECHAT_API_URL: options.wechatApiUrl,
    ...(options.wechatMpUrl && { WECHAT_MP_URL: options.wechatMpUrl }),
    ...(options.linkDomain && { LINK_DOMAIN: options.linkDomain }),
    DYNAMODB_ENDPOINT: options.endpoint,
  },
});

async function startMappings(
  options: BackendOptions,
  template: Template,
  tables: TableNames,
  functions: Functions,
  streams: DynamoDBStreamsClient,
): Promise<StreamMapping[]> {
  const byLogicalId = new Map(Object.entries(tables));
  const mappings = readMappings(template).filter((mapping) => mapping.Enabled);
  return Promise.all(
    mappings.map((mapping, n) => {
      const tableName = byLogicalId.get(mapping.EventSourceArn);
      if (tableName === undefined)
        throw new Error(`A mapping reads ${mapping.EventSourceArn}, which is no table here.`);
      return startStreamMapping({
        streams,
        tableName,
        mapping,
        invoke: (event) => functions.invoke(mapping.FunctionName, event),
        checkpointFile: n === 0 ? options.checkpointFile : `${options.checkpointFile}.${n}`,
        deadLettersFile: options.deadLettersFile,
        ...(options.say && { say: options.say }),
      });
    }),
  );
}

async function dropTables(client: DynamoDBClient, tables: TableNames): Promise<void> {
  for (const name of Object.values(tables)) {
    try {
      await client.send(new DeleteTableCommand({ TableName: name }));
    } catch (cause) {
      if (!(cause instanceof ResourceNotFoundException)) throw cause;
    }
  }
}
