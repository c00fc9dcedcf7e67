// A chain of shops for a measurement: an engine of its own and something in front of it, as a rule the meter.
import { randomBytes } from "node:crypto";
import { readTemplate } from "../dev/build/packaged-template.ts";
import { createTables } from "../dev/engine/create-tables.ts";
import { engineClient } from "../dev/engine/engine-client.ts";
import { startEngine } from "../dev/engine/start-engine.ts";
import { openTables } from "../functions/platform/table.ts";
import { Chain } from "../functions/testing/chain.ts";
import { type Meter, startMeter } from "./wire-meter.ts";

export type Between = { readonly endpoint: string; stop(): void };
export type Bench = { readonly chain: Chain; readonly meter: Meter; readonly stop: () => Promise<void> };

export async function openBench(): Promise<Bench> {
  const { between: meter, ...bench } = await openBehind(startMeter);
  return { meter, ...bench };
}

export async function openBehind<B extends Between>(start: (engineUrl: string) => Promise<B>) {
  const engine = await startEngine();
  const run = randomBytes(3).toString("hex");
  const names = { AppTable: `app-${run}`, ViewsTable: `views-${run}` };
  const client = engineClient(engine.endpoint);
  await createTables(client, readTemplate(), { names, isStreamed: false });
  const between = await start(engine.endpoint);
  const tables = openTables(names.AppTable, names.ViewsTable, between.endpoint);
  return {
    chain: new Chain(tables),
    between,
    async stop() {
      for (const open of [client, tables.client, tables.once]) open.destroy();
      between.stop();
      await engine.stop();
    },
  };
}
