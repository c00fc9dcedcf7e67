// Bytes and module load of each packaged function against a bundle that holds the SDK client alone.
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageFolder } from "../dev/build/packaged-template.ts";
import { unpack } from "../dev/build/unpack.ts";
import { inRepository } from "../dev/repository.ts";
import { bundleAlike } from "./bundle-alike.ts";
import { median, type Row, row } from "./row.ts";

const LOADS = 15;
const FUNCTIONS = {
  memberApi: "member-api",
  clerkApi: "clerk-api",
  operatorApi: "operator-api",
  projector: "projector",
};
const environment = {
  ...{
    APP_TABLE: "a",
    VIEWS_TABLE: "v",
    WECHAT_API_URL: "http://none",
    WECHAT_MP_URL: "http://none",
    AWS_REGION: "cn-northwest-1",
  },
  HUIKE_SECRETS: JSON.stringify({
    ...{ sessionKey: "0".repeat(64), codeKey: "0".repeat(64), visitKey: "0".repeat(64) },
    ...{ miniAppId: "none", miniAppSecret: "none", serviceAppId: "none", serviceAppSecret: "none" },
    ...{ callbackToken: "none", callbackAesKey: "A".repeat(43), linkKey: "0".repeat(64), unionKey: "0".repeat(64) },
    sealKey: "0".repeat(64),
  }),
};

/** ms from an empty process to the module being there, import alone. */
function loadMs(file: string): number {
  const script = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});process.stdout.write(String(performance.now()-t));process.exit(0)`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return Number(out.toString().trim().split("\n").at(-1));
}

export async function measureBundles(): Promise<Row[]> {
  const folder = inRepository("dist", "bench", "bundles");
  mkdirSync(folder, { recursive: true });
  const sdk = await buildSdkAlone(folder);
  const files = Object.entries(FUNCTIONS).map(([name, entry]) => {
    unpack(join(packageFolder("aws-cn"), `${name}.zip`), join(folder, name));
    return { name, file: join(folder, name, "functions", "entry", `${entry}.mjs`) };
  });
  const sdkBytes = statSync(sdk).size;
  return files.flatMap(({ name, file }) => {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let i = 0; i < LOADS; i++) {
      theirs.push(loadMs(sdk));
      ours.push(loadMs(file));
    }
    return [
      row({
        ...{ id: `bundle.${name}.bytes`, what: `${name}: bundle`, value: statSync(file).size, unit: "B" },
        ...{ anchor: "the SDK client alone, bundled alike", anchorValue: sdkBytes, goal: "≤ 1.10×" },
        isMet: ({ ratio }) => ratio <= 1.1,
      }),
      row({
        ...{ id: `bundle.${name}.load`, what: `${name}: module load`, value: median(ours), unit: "ms" },
        ...{ anchor: "the SDK client alone", anchorValue: median(theirs), goal: "≤ 1.15×" },
        isMet: ({ ratio }) => ratio <= 1.15,
      }),
    ];
  });
}

async function buildSdkAlone(folder: string): Promise<string> {
  const source = join(folder, "sdk.ts");
  const outfile = join(folder, "sdk.mjs");
  writeFileSync(
    source,
    `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const client = new DynamoDBClient({});\n`,
  );
  await bundleAlike(source, outfile);
  return outfile;
}
