// npm run bench: every measurement in one run, one table, bench/results.json.
import { fork } from "node:child_process";
import { openSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { inRepository } from "../dev/repository.ts";
import { measureAttribution } from "./attribution.ts";
import { measureAudience } from "./audience.ts";
import { measureBundles } from "./bundle.ts";
import { bundleAlike } from "./bundle-alike.ts";
import { measureCampaigns } from "./campaign.ts";
import { measureConsoleSize } from "./console-size.ts";
import { measureGrant } from "./grant.ts";
import { measureHome } from "./home.ts";
import { measureNightUnits } from "./night-units.ts";
import { measureProjectorUnits } from "./projector-units.ts";
import { measureRedeemUnits } from "./redeem-units.ts";
import type { Row } from "./row.ts";
import { measureRush } from "./rush.ts";
import { measureSaleUnits } from "./sale-units.ts";
import { measureStoreFinder } from "./store-finder.ts";
import { measureToday } from "./today.ts";
import { measureWeappSize } from "./weapp-size.ts";

/** In a process of its own: log lines must not land between the rows, nor a page's document around everything else. */
const inChild = (file: string): Promise<Row[]> => inChildOf(inRepository("bench", file));

/** CPU is that of the code as it ships: what runs TypeScript here adds to every closure of ours and to none of the SDK. */
async function inBundledChild(file: string): Promise<Row[]> {
  const bundle = inRepository("dist", "bench", file.replace(".ts", ".mjs"));
  await bundleAlike(inRepository("bench", file), bundle);
  return inChildOf(bundle, []);
}

const inChildOf = (file: string, execArgv = process.execArgv): Promise<Row[]> =>
  new Promise((resolve, reject) => {
    // As in the cloud, every request writes its line.
    const nowhere = openSync(devNull, "w");
    const env = { ...process.env, HUIKE_LOG: "on" };
    const child = fork(file, { env, execArgv, stdio: ["ignore", nowhere, "inherit", "ipc"] });
    child.once("message", (rows) => {
      resolve(rows as Row[]);
      child.kill();
    });
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it answered`)));
  });

const measurements: Record<string, () => Promise<Row[]>> = {
  "redeem: calls and units": measureRedeemUnits,
  "sale: calls and units": measureSaleUnits,
  "projector: units": measureProjectorUnits,
  "redeem: CPU": () => inBundledChild("redeem-cpu.ts"),
  "redeem: latency": () => inChild("redeem-latency.ts"),
  rush: measureRush,
  grant: measureGrant,
  campaigns: measureCampaigns,
  "campaigns: rate": () => inChild("campaign-rate.ts"),
  "night: units": measureNightUnits,
  today: measureToday,
  audience: measureAudience,
  callback: () => inChild("callback.ts"),
  attribution: measureAttribution,
  home: measureHome,
  "store finder": measureStoreFinder,
  "setData of home and wallet": () => inChild("set-data.ts"),
  bundles: measureBundles,
  "mini-program size": measureWeappSize,
  "console size": measureConsoleSize,
  "console: scrolling": () => inChild("console-scroll.ts"),
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
