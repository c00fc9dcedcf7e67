// The mini-program's main package against an empty Taro app of the same version, built beside it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { inRepository } from "../dev/repository.ts";
import { type Row, row } from "./row.ts";

const KB = 1024;
const ALLOWED_BYTES = 120 * KB;

/** What a Taro app is usually built for, and what ours is (miniapp/babel.config.js): the younger target is part of our saving. */
const USUAL = '{ "chrome": "67", "ios": "12", "android": "8" }';
const OURS = '{ "chrome": "91", "ios": "14.5" }';

export async function measureWeappSize(): Promise<Row[]> {
  const { output } = await ensureBuilt("weapp");
  const ours = mainPackageBytes(output);
  const empty = mainPackageBytes(buildEmptyApp(USUAL));
  const emptyAlike = mainPackageBytes(buildEmptyApp(OURS));
  const what = "mini-program: main package";
  return [
    row({
      ...{ id: "weapp.main", what, value: ours / KB, unit: "KB" },
      ...{ anchor: "an empty Taro app, usual targets", anchorValue: empty / KB, goal: "≤ empty + 120 KB" },
      isMet: () => ours <= empty + ALLOWED_BYTES,
    }),
    row({
      ...{ id: "weapp.main.alike", what, value: ours / KB, unit: "KB" },
      ...{ anchor: "an empty Taro app for our own targets", anchorValue: emptyAlike / KB, goal: "≤ empty + 120 KB" },
      isMet: () => ours <= emptyAlike + ALLOWED_BYTES,
    }),
  ];
}

/** One page that says hello, built by the same Taro; answers where it lies. */
function buildEmptyApp(targets: string): string {
  const app = inRepository("dist", "bench", "empty-app");
  rmSync(app, { recursive: true, force: true });
  cpSync(inRepository("bench", "empty-app"), app, { recursive: true });
  for (const file of ["package.json", "tsconfig.json"]) cpSync(inRepository("miniapp", file), join(app, file));
  // What npm left beside the mini-program instead of above it; the rest is found further up.
  const beside = inRepository("miniapp", "node_modules");
  if (existsSync(beside)) symlinkSync(beside, join(app, "node_modules"));
  const taro = inRepository("node_modules", ".bin", "taro");
  const env = { ...process.env, EMPTY_APP_TARGETS: targets };
  execFileSync(taro, ["build", "--type", "weapp", "--no-tty"], { cwd: app, stdio: "ignore", env });
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
