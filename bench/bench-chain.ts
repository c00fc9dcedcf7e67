// A chain of shops for a measurement: an engine of its own and, in front of it, the meter.
import { randomBytes } from "node:crypto";
import { readTemplate } from "../dev/build/packaged-template.ts";
import { createTables } from "../dev/engine/create-tables.ts";
import { engineClient } from "../dev/engine/engine-client.ts";
import { startEngine } from "../dev/engine/start-engine.ts";
import { openTables } from "../functions/platform/table.ts";
import { Chain } from "../functions/testing/chain.ts";
import { type Meter, startMeter } from "./wire-meter.ts";

export type Bench = { readonly chain: Chain; readonly meter: Meter; readonly stop: () => Promise<void> };

export async function openBench(): Promise<Bench> {
  const engine = await startEngine();
  const run = randomBytes(3).toString("hex");
  const names = { AppTable: `app-${run}`, ViewsTable: `views-${run}` };
  const client = engineClient(engine.endpoint);
  await createTables(client, readTemplate(), names);
  const meter = await startMeter(engine.endpoint);
  const tables = openTables(names.AppTable, names.ViewsTable, meter.endpoint);
  return {
    chain: new Chain(tables),
    meter,
    async stop() {
      for (const open of [client, tables.client, tables.once]) open.destroy();
      meter.stop();
      await engine.stop();
    },
  };
}
