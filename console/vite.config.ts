// Builds dist/web: hashed files for ever, one page that is never kept, and both beside their compressed selves, so that
// whoever serves them only picks.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => join(import.meta.dirname, path);
const TEXT = /\.(js|css|html|svg)$/;

function compress(folder: string): Plugin {
  return {
    name: "compress",
    apply: "build",
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => TEXT.test(file))) {
        const file = join(folder, name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        );
      }
    },
  };
}

export default defineConfig({
  base: "/console/",
  plugins: [react(), compress(here("dist/web"))],
  // The phone's own ticket is drawn here too, on elements of a browser.
  resolve: { alias: { "@tarojs/components": here("src/phone/taro-components.tsx") } },
  build: {
    outDir: "dist/web",
    target: "es2022",
    manifest: true,
    // Small pictures as addresses of their own: the page's policy lets no script or style hide in one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      output: {
        hashCharacters: "hex",
        entryFileNames: "assets/[name].[hash].js",
        chunkFileNames: "assets/[name].[hash].js",
        assetFileNames: "assets/[name].[hash][extname]",
      },
    },
  },
});
