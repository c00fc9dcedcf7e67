// The page's script as one file, in memory: TypeScript and the QR decoder for a browser of today.
import { build } from "esbuild";

export async function bundlePage(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`${entry} became nothing`);
  return file.text;
}
