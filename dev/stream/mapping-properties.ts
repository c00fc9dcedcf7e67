// The stream mapping of the packaged template. Strict: a property that is not imitated here must not be passed
// over in silence, or the laptop and the cloud would differ.
import * as z from "zod/mini";
import { PointsAt, resourcesOf, type Template } from "../build/packaged-template.ts";

export const MappingProperties = z.strictObject({
  EventSourceArn: PointsAt,
  FunctionName: PointsAt,
  BatchSize: z._default(z.int(), 100),
  Enabled: z._default(z.boolean(), true),
  ParallelizationFactor: z._default(z.int(), 1),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]),
  /** -1: until the record is too old. */
  MaximumRetryAttempts: z._default(z.int(), -1),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  FunctionResponseTypes: z._default(z.array(z.enum(["ReportBatchItemFailures"])), []),
  DestinationConfig: z.optional(z.object({ OnFailure: z.object({ Destination: PointsAt }) })),
  FilterCriteria: z.optional(z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })),
});
export type MappingProperties = z.infer<typeof MappingProperties>;

export const readMappings = (template: Template): MappingProperties[] =>
  resourcesOf(template, "AWS::Lambda::EventSourceMapping", MappingProperties).map((one) => one.properties);
