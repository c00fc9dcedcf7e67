// The least a Taro app needs: what the framework itself weighs.
import { defineConfig } from "@tarojs/cli";

export default defineConfig<"webpack5">(async () => ({
  projectName: "empty",
  date: "2026-11-21",
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: "src",
  outputRoot: "dist/weapp",
  framework: "react",
  compiler: { type: "webpack5", prebundle: { enable: false } },
  cache: { enable: false },
  mini: { postcss: { pxtransform: { enable: true, config: {} } } },
}));
