// The mini-program's main package against an empty Taro app of the same version, built beside it.
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { inRepository } from "../dev/repository.ts";
import { type Row, row } from "./row.ts";

const KB = 1024;
const ALLOWED_BYTES = 120 * KB;

export async function measureWeappSize(): Promise<Row[]> {
  const { output } = await ensureBuilt("weapp");
  const ours = mainPackageBytes(output);
  const empty = mainPackageBytes(buildEmptyApp());
  return [
    row({
      ...{ id: "weapp.main", what: "mini-program: main package", value: ours / KB, unit: "KB" },
      ...{ anchor: "an empty Taro app", anchorValue: empty / KB, goal: "≤ empty + 120 KB" },
      isMet: () => ours <= empty + ALLOWED_BYTES,
    }),
  ];
}

/** One page that says hello, built by the same Taro for the same browsers. */
function buildEmptyApp(): string {
  const app = inRepository("dist", "bench", "empty-app");
  rmSync(app, { recursive: true, force: true });
  cpSync(inRepository("bench", "empty-app"), app, { recursive: true });
  for (const file of ["package.json", "tsconfig.json"]) cpSync(inRepository("miniapp", file), join(app, file));
  symlinkSync(inRepository("node_modules"), join(app, "node_modules"));
  const taro = inRepository("node_modules", ".bin", "taro");
  execFileSync(taro, ["build", "--type", "weapp", "--no-tty"], { cwd: app, stdio: "ignore" });
  return join(app, "dist", "weapp");
}

/** Everything that WeChat would upload, less the subpackages. */
function mainPackageBytes(folder: string): number {
  const app = JSON.parse(readFileSync(join(folder, "app.json"), "utf8")) as { subPackages?: { root: string }[] };
  const roots = (app.subPackages ?? []).map(({ root }) => `${root.replace(/\/$/, "")}/`);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !roots.some((root) => file.startsWith(root)) && !file.endsWith(".LICENSE.txt"))
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}
