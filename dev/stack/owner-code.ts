// The code that binds the first owner, printed by the same command line as in the cloud (docs/deploy.md).
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { localTables } from "../engine/create-tables.ts";
import { localAws } from "../engine/engine-client.ts";
import { inRepository, repositoryRoot } from "../repository.ts";

const run = promisify(execFile);

export async function ownerCode(endpoint: string, tables = localTables): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    ["--import", "tsx", inRepository("functions", "entry", "owner-code.ts")],
    {
      cwd: repositoryRoot,
      env: {
        ...process.env,
        APP_TABLE: tables.AppTable,
        VIEWS_TABLE: tables.ViewsTable,
        DYNAMODB_ENDPOINT: endpoint,
        AWS_REGION: localAws.region,
        AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
      },
    },
  );
  const code = stdout.trimEnd().split("\n").at(-1);
  if (!code) throw new Error("functions/entry/owner-code.ts printed no code.");
  return code;
}
