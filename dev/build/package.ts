// npm run package: the zips and the template of both partitions, checked; no credentials, no network.
import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryRoot } from "../repository.ts";
import { templateFaults } from "./check-template.ts";
import { BuildFailed, ensureBuilt } from "./ensure-built.ts";
import { readTemplate } from "./packaged-template.ts";

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`.padStart(10);

function show(folder: string): void {
  console.log(`\n${relative(repositoryRoot, folder)}`);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".zip"))) {
    console.log(`  ${name.padEnd(20)}${kilobytes(statSync(join(folder, name)).size)}`);
  }
  console.log(`  template, ${Object.keys(readTemplate(folder).Resources).length} resources`);
}

async function packageAll(): Promise<string[]> {
  const faults: string[] = [];
  for (const target of ["functions", "functions-aws"] as const) {
    const { output } = await ensureBuilt(target, (line) => console.log(line));
    show(output);
    faults.push(
      ...templateFaults(readTemplate(output)).map((fault) => `${relative(repositoryRoot, output)}: ${fault}`),
    );
  }
  return faults;
}

try {
  const faults = await packageAll();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} catch (cause) {
  if (!(cause instanceof BuildFailed)) throw cause;
  console.error(cause.message);
  process.exitCode = 1;
}
