// The pages of the mini-program, from its own app.config.ts: WeChat makes codes only for pages that exist.
import { pathToFileURL } from "node:url";
import * as z from "zod/mini";
import { inRepository } from "../repository.ts";

const AppConfig = z.object({
  default: z.object({
    pages: z.array(z.string()),
    subPackages: z.optional(z.array(z.object({ root: z.string(), pages: z.array(z.string()) }))),
  }),
});

export async function miniProgramPages(): Promise<string[]> {
  // Taro puts this function there when it builds; it only hands its argument on.
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config });
  const module: unknown = await import(pathToFileURL(inRepository("miniapp", "src", "app.config.ts")).href);
  const { pages, subPackages = [] } = AppConfig.parse(module).default;
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
}
