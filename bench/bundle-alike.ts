// Bundled as serverless.yml bundles what ships: minified ESM, everything in it.
import { build } from "esbuild";

export const bundleAlike = (source: string, outfile: string) =>
  build({
    ...{ entryPoints: [source], outfile, bundle: true, minify: true },
    ...{ platform: "node", target: "node20", format: "esm", mainFields: ["module", "main"] },
    banner: { js: "import{createRequire as __cr}from'module';const require=__cr(import.meta.url);" },
  });
