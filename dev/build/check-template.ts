// What a packaged template must hold before it may be deployed. Each rule stands for a fault that packaging
// does not report and that would only show in the cloud, some of them as lost events.
import * as z from "zod/mini";
import { PointsAt, resourcesOf, type Template } from "./packaged-template.ts";

const RETRIES = 10;

const Mapping = z.object({
  FunctionName: PointsAt,
  BisectBatchOnFunctionError: z.optional(z.boolean()),
  MaximumRetryAttempts: z.optional(z.number()),
  FunctionResponseTypes: z.optional(z.array(z.string())),
  FilterCriteria: z.optional(z.object({ Filters: z.array(z.object({ Pattern: z.string() })) })),
  DestinationConfig: z.optional(z.object({ OnFailure: z.object({ Destination: PointsAt }) })),
});
type Mapping = z.infer<typeof Mapping>;

const FunctionRole = z.object({ Role: PointsAt });

const oneOrMany = z.union([
  z.array(z.unknown()),
  z.pipe(
    z.unknown(),
    z.transform((one) => [one]),
  ),
]);
const Role = z.object({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Effect: z.string(), Action: oneOrMany, Resource: oneOrMany })),
      }),
    }),
  ),
});

/** Everything wrong with the template, one sentence each; empty when it may be deployed. */
export function templateFaults(template: Template): string[] {
  return [...partitionFaults(template), ...intrinsicFaults(template), ...mappingFaults(template)];
}

/** China is its own partition: an ARN written out for the rest of the world points nowhere there. */
function partitionFaults(template: Template): string[] {
  return strings(template.Resources, "Resources")
    .filter(({ text }) => text.includes("arn:aws:"))
    .map(({ path }) => `${path} names the partition "aws" literally; use \${AWS::Partition}.`);
}

/** Two sources of one output are merged into one object with two functions, which CloudFormation refuses. */
function intrinsicFaults(template: Template): string[] {
  const faults: string[] = [];
  walk({ Resources: template.Resources, Outputs: template.Outputs }, "Template", (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const keys = Object.keys(value);
    const isIntrinsic = keys.some((key) => key === "Ref" || key.startsWith("Fn::"));
    if (isIntrinsic && keys.length > 1)
      faults.push(`${path} has ${keys.join(" and ")}; an intrinsic function stands alone.`);
  });
  return faults;
}

function mappingFaults(template: Template): string[] {
  const mappings = resourcesOf(template, "AWS::Lambda::EventSourceMapping", Mapping);
  if (mappings.length === 0) return ["There is no stream mapping: nothing would drive the projector."];
  return mappings.flatMap(({ logicalId, properties }) =>
    [...retryFaults(properties), ...deadLetterFaults(template, properties)].map((fault) => `${logicalId} ${fault}`),
  );
}

function retryFaults(mapping: Mapping): string[] {
  const faults: string[] = [];
  if (!mapping.FilterCriteria?.Filters.length) faults.push("has no filter: every write would wake the function.");
  if (mapping.BisectBatchOnFunctionError !== true) faults.push("does not bisect: one bad record would fail its batch.");
  if (mapping.MaximumRetryAttempts !== RETRIES) {
    faults.push(`retries ${mapping.MaximumRetryAttempts ?? "for ever"}, not ${RETRIES} times.`);
  }
  if (!mapping.FunctionResponseTypes?.includes("ReportBatchItemFailures")) {
    faults.push("does not let the function report which records failed.");
  }
  return faults;
}

function deadLetterFaults(template: Template, mapping: Mapping): string[] {
  const queue = mapping.DestinationConfig?.OnFailure.Destination;
  if (queue === undefined) return ["has no dead-letter queue: records that fail for good would be lost."];
  const role = resourcesOf(template, "AWS::Lambda::Function", FunctionRole).find(
    (one) => one.logicalId === mapping.FunctionName,
  )?.properties.Role;
  const policies = role === undefined ? [] : rolePolicies(template, role);
  const maySend = policies.some(
    ({ Effect, Action, Resource }) =>
      Effect === "Allow" &&
      Action.includes("sqs:SendMessage") &&
      Resource.some((one) => PointsAt.safeParse(one).data === queue),
  );
  return maySend
    ? []
    : [`may not send to ${queue}: its role ${role} lacks sqs:SendMessage, dead letters would be lost.`];
}

const rolePolicies = (template: Template, role: string) =>
  resourcesOf(template, "AWS::IAM::Role", Role)
    .filter((one) => one.logicalId === role)
    .flatMap((one) => one.properties.Policies.flatMap((policy) => policy.PolicyDocument.Statement));

function walk(value: unknown, path: string, visit: (value: unknown, path: string) => void): void {
  visit(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) walk(child, `${path}.${key}`, visit);
}

function strings(value: unknown, path: string): { path: string; text: string }[] {
  const found: { path: string; text: string }[] = [];
  walk(value, path, (one, at) => {
    if (typeof one === "string") found.push({ path: at, text: one });
  });
  return found;
}
