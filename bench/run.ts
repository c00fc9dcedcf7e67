// npm run bench: every measurement in one run, one table, bench/results.json.
import { fork } from "node:child_process";
import { openSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { inRepository } from "../dev/repository.ts";
import { measureAttribution } from "./attribution.ts";
import { measureBundles } from "./bundle.ts";
import { measureGrant } from "./grant.ts";
import { measureHome } from "./home.ts";
import { measureRedeemUnits } from "./redeem-units.ts";
import type { Row } from "./row.ts";
import { measureRush } from "./rush.ts";
import { measureSaleUnits } from "./sale-units.ts";
import { measureStoreFinder } from "./store-finder.ts";
import { measureWeappSize } from "./weapp-size.ts";

/** What serverless.yml sets: every request writes its line. */
const AS_IN_THE_CLOUD = {
  POWERTOOLS_LOG_LEVEL: "INFO",
  POWERTOOLS_METRICS_DISABLED: "false",
  POWERTOOLS_METRICS_NAMESPACE: "huike",
  POWERTOOLS_SERVICE_NAME: "huike",
};

/** In a process of its own: log lines must not land between the rows, nor a page's document around everything else. */
const inChild = (file: string): Promise<Row[]> =>
  new Promise((resolve, reject) => {
    const nowhere = openSync(devNull, "w");
    const env = { ...process.env, ...AS_IN_THE_CLOUD };
    const child = fork(inRepository("bench", file), { env, stdio: ["ignore", nowhere, "inherit", "ipc"] });
    child.once("message", (rows) => {
      resolve(rows as Row[]);
      child.kill();
    });
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it answered`)));
  });

const measurements: Record<string, () => Promise<Row[]>> = {
  "redeem: calls and units": measureRedeemUnits,
  "sale: calls and units": measureSaleUnits,
  "redeem: CPU": () => inChild("redeem-cpu.ts"),
  "redeem: latency": () => inChild("redeem-latency.ts"),
  rush: measureRush,
  grant: measureGrant,
  callback: () => inChild("callback.ts"),
  attribution: measureAttribution,
  home: measureHome,
  "store finder": measureStoreFinder,
  "setData of home and wallet": () => inChild("set-data.ts"),
  bundles: measureBundles,
  "mini-program size": measureWeappSize,
};

await ensureBuilt("functions", console.error);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measurements)) {
  console.error(`measuring ${name} …`);
  rows.push(...(await measure()));
}
writeFileSync(inRepository("bench", "results.json"), `${JSON.stringify(rows, null, 2)}\n`);
console.table(
  Object.fromEntries(
    rows.map(({ id, value, unit, anchor, anchorValue, ratio, goal, met }) => [
      id,
      { value: `${value} ${unit}`, anchor: `${anchorValue} (${anchor})`, ratio, goal, met },
    ]),
  ),
);
