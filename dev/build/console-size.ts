// What the console's pages weigh in gzip, by what the build says each loads.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.optional(z.array(z.string())),
    dynamicImports: z.optional(z.array(z.string())),
    css: z.optional(z.array(z.string())),
  }),
);
type Manifest = z.infer<typeof Manifest>;

export type ConsoleSizes = {
  /** Sign-in and home: what the first address loads. */
  readonly firstBytes: number;
  /** Of each further page, what it alone loads, less what an earlier page brought too. */
  readonly pages: readonly { readonly page: string; readonly ownBytes: number }[];
};

const ENTRY = "index.html";

export function consoleSizes(folder: string): ConsoleSizes {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, ".vite", "manifest.json"), "utf8")));
  const first = filesOf(manifest, ENTRY);
  const pages = manifest[ENTRY]?.dynamicImports ?? [];
  const counted = new Set(first);
  // antd's parts that several pages share count once, with the first page that needs them.
  const later = pages.map((page) => {
    const own = filesOf(manifest, page).filter((file) => !counted.has(file));
    for (const file of own) counted.add(file);
    return { page, ownBytes: bytesOf(folder, own) };
  });
  return { firstBytes: bytesOf(folder, first), pages: later };
}

/** A module's file, its style and those of all it imports before it runs. */
function filesOf(manifest: Manifest, key: string, seen = new Set<string>()): string[] {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return [];
  seen.add(key);
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap((one) => filesOf(manifest, one, seen))];
}

const bytesOf = (folder: string, files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(join(folder, `${file}.gz`)).size, 0);
