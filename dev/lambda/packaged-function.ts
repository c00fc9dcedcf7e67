// The functions of the packaged template, with their settings as the cloud would give them and the values
// that only exist at run time (table names, secrets) filled in for this machine.
import { basename } from "node:path";
import * as z from "zod/mini";
import { PointsAt, resourcesOf, type Template } from "../build/packaged-template.ts";

const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string(),
  FunctionName: z.string(),
  MemorySize: z.number(),
  Timeout: z.number(),
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.unknown()) })),
});

export type PackagedFunction = {
  readonly logicalId: string;
  /** As serverless.yml calls it: memberApi. */
  readonly name: string;
  readonly functionName: string;
  readonly runtime: string;
  /** File name of its zip in the package folder. */
  readonly zip: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
};

export type LocalValues = {
  /** What `{Ref: <logical id>}` gives here: the names of the tables. */
  readonly refs: Readonly<Record<string, string>>;
  /** What the secret holds that `{{resolve:secretsmanager:…}}` names. */
  readonly secret: string;
  /** Set over what the template says. */
  readonly overrides: Readonly<Record<string, string>>;
};

export function packagedFunctions(template: Template, local: LocalValues): PackagedFunction[] {
  return resourcesOf(template, "AWS::Lambda::Function", FunctionProperties).map(({ logicalId, properties }) => {
    const zip = basename(properties.Code.S3Key);
    const variables = Object.entries(properties.Environment?.Variables ?? {});
    const given = variables.map(([name, value]) => [name, localValue(`${logicalId}.${name}`, value, local)]);
    return {
      logicalId,
      name: zip.replace(/\.zip$/, ""),
      functionName: properties.FunctionName,
      runtime: properties.Runtime,
      zip,
      handler: properties.Handler,
      timeoutMs: properties.Timeout * 1000,
      memoryMb: properties.MemorySize,
      environment: { ...Object.fromEntries(given), ...local.overrides },
    };
  });
}

function localValue(what: string, value: unknown, local: LocalValues): string {
  if (typeof value === "string") return value.startsWith("{{resolve:secretsmanager:") ? local.secret : value;
  const target = PointsAt.safeParse(value).data;
  const here = target === undefined ? undefined : local.refs[target];
  if (here === undefined) throw new Error(`${what} is ${JSON.stringify(value)}, which has no value on this machine.`);
  return here;
}
