// All functions of a package, unpacked and warm, behind one `invoke` by their logical id.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "../build/packaged-template.ts";
import { type LocalFunction, openFunction } from "../lambda/local-function.ts";
import { type LocalValues, packagedFunctions } from "../lambda/packaged-function.ts";

export type OpenFunctionsOptions = {
  readonly template: Template;
  readonly packageFolder: string;
  readonly local: LocalValues;
  readonly workFolder: string;
  readonly logFolder: string;
  readonly nodePath?: string;
  readonly say?: (line: string) => void;
};

export type Functions = {
  readonly invoke: (functionId: string, event: unknown) => Promise<unknown>;
  /** Resolves when no invocation is under way. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function openFunctions(options: OpenFunctionsOptions): Promise<Functions> {
  const { template, packageFolder, local, logFolder, nodePath, say } = options;
  mkdirSync(options.workFolder, { recursive: true });
  // A folder of its own for each opening: code that still runs is never written over.
  const workFolder = mkdtempSync(join(options.workFolder, "functions-"));
  const opened = await Promise.all(
    packagedFunctions(template, local).map(async (fn): Promise<[string, LocalFunction]> => {
      const where = { packageFolder, workFolder, logFolder };
      const told = { ...(nodePath && { nodePath }), ...(say && { onFailure: say }) };
      return [fn.logicalId, await openFunction(fn, { ...where, ...told })];
    }),
  );
  const functions = new Map(opened);
  return {
    invoke: async (functionId, event) => {
      const fn = functions.get(functionId);
      if (!fn) throw new Error(`There is no function ${functionId} in the package.`);
      return fn.invoke(event);
    },
    drain: async () => {
      await Promise.all([...functions.values()].map((fn) => fn.drain()));
    },
    stop: async () => {
      await Promise.all([...functions.values()].map((fn) => fn.stop()));
      rmSync(workFolder, { recursive: true, force: true });
    },
  };
}
