// Builds dist/weapp (what people use) and dist/h5 (the phones of the demo street). No source maps: nothing here is secret,
// but a mini-program package is paid for by every visitor's first second.
import path from "node:path";
import { defineConfig } from "@tarojs/cli";

const here = (...parts: string[]) => path.resolve(__dirname, "..", ...parts);

type ChainLike = {
  resolve: { modules: { add(folder: string): { add(folder: string): { add(folder: string): unknown } } } };
  output: { set(name: "environment", features: Record<string, boolean>): unknown };
};

/** npm may leave some @tarojs packages in miniapp/node_modules while others are hoisted: webpack looks in both. */
const bothRoots = (chain: ChainLike) => {
  chain.resolve.modules.add("node_modules").add(here("node_modules")).add(here("../node_modules"));
};

/** Taro compiles what it is told to: the contracts are TypeScript, and these packages are newer than an iPhone of 2018. */
const compile = {
  include: [
    here("../shared"),
    ...["zod", "qr", "@noble"].flatMap((name) => [here("node_modules", name), here("../node_modules", name)]),
  ],
};

/** webpack's own wrapping around each module, in the language of babel.config.js's target: some KB shorter. */
const mini = (chain: ChainLike) => {
  bothRoots(chain);
  chain.output.set("environment", {
    arrowFunction: true,
    const: true,
    destructuring: true,
    forOf: true,
    module: false,
  });
};

export default defineConfig<"webpack5">(async () => ({
  projectName: "huike",
  date: "2026-11-21",
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: "src",
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: [],
  defineConstants: { __API_BASE__: JSON.stringify(process.env.TARO_APP_API_BASE ?? "http://localhost:8787") },
  // What app.json names only through theme.json is not seen by the bundler.
  copy: {
    patterns:
      process.env.TARO_ENV === "weapp"
        ? [
            { from: "src/assets/tab/", to: "dist/weapp/assets/tab/" },
            { from: "src/sitemap.json", to: "dist/weapp/sitemap.json" },
          ]
        : [],
    options: {},
  },
  framework: "react",
  compiler: { type: "webpack5", prebundle: { enable: false } },
  cache: { enable: false },
  terser: { enable: true, config: { ecma: 2020, compress: { ecma: 2020, passes: 3 }, output: { ascii_only: false } } },
  mini: {
    webpackChain: mini,
    compile,
    // What only the clerk package needs stays out of the main package.
    optimizeMainPackage: { enable: true },
    postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
  },
  h5: {
    webpackChain: bothRoots,
    compile,
    publicPath: "/m/",
    staticDirectory: "static",
    router: { mode: "hash" },
    output: { filename: "js/[name].[contenthash:8].js", chunkFilename: "js/[name].[contenthash:8].js" },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: "css/[name].[contenthash:8].css",
      chunkFilename: "css/[name].[contenthash:8].css",
    },
    postcss: {
      autoprefixer: { enable: true },
      cssModules: { enable: false },
      // 375 px of the design are 375/16 rem; index.html sets what a rem is on this screen.
      pxtransform: { enable: true, config: { baseFontSize: 16 } },
    },
  },
}));
