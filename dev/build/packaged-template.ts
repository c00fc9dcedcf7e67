// Reads the CloudFormation template that packaging made. Whoever needs a resource parses its properties
// as far as it understands them; nothing of the local run is written down a second time.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { inRepository } from "../repository.ts";

export const partitions = { "aws-cn": "cn-northwest-1", aws: "us-east-1" } as const;
export type Partition = keyof typeof partitions;

const Resource = z.object({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) });
export const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z.optional(z.record(z.string(), z.unknown())),
});
export type Template = z.infer<typeof Template>;

/** `{Ref: X}` or `{Fn::GetAtt: [X, …]}`: the resource a value points at. */
export const PointsAt = z.union([
  z.pipe(
    z.object({ Ref: z.string() }),
    z.transform(({ Ref }) => Ref),
  ),
  z.pipe(
    z.object({ "Fn::GetAtt": z.tuple([z.string()], z.string()) }),
    z.transform((value) => value["Fn::GetAtt"][0]),
  ),
]);

export const packageFolder = (partition: Partition): string => inRepository("dist", "package", partition);

const templateFile = (folder: string): string => join(folder, "cloudformation-template-update-stack.json");

export function readTemplate(folder: string = packageFolder("aws-cn")): Template {
  let text: string;
  try {
    text = readFileSync(templateFile(folder), "utf8");
  } catch (cause) {
    throw new Error(`There is no packaged template in ${folder}: run "npm run package" first.`, { cause });
  }
  return Template.parse(JSON.parse(text));
}

/** All resources of a type, their properties read by `schema`. */
export function resourcesOf<S extends z.ZodMiniType>(
  template: Template,
  type: string,
  schema: S,
): { logicalId: string; properties: z.infer<S> }[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => {
      const read = schema.safeParse(resource.Properties ?? {});
      if (!read.success)
        throw new Error(`${logicalId} in the template is not understood: ${z.prettifyError(read.error)}`);
      return { logicalId, properties: read.data };
    });
}
