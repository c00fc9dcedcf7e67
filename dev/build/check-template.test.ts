import { templateFaults } from "./check-template.ts";
import { readTemplate, type Template } from "./packaged-template.ts";

/** A copy of the packaged template with one resource's properties changed. */
function spoiled(type: string, change: (properties: Record<string, unknown>) => void): Template {
  const template = structuredClone(readTemplate());
  for (const resource of Object.values(template.Resources)) {
    if (resource.Type === type && resource.Properties) change(resource.Properties);
  }
  return template;
}

const MAPPING = "AWS::Lambda::EventSourceMapping";

describe("the packaged template", () => {
  test("has no faults", () => {
    expect(templateFaults(readTemplate())).toEqual([]);
  });

  test.each([
    ["no filter", MAPPING, "FilterCriteria", undefined, "has no filter"],
    ["no bisecting", MAPPING, "BisectBatchOnFunctionError", false, "does not bisect"],
    ["endless retries", MAPPING, "MaximumRetryAttempts", undefined, "retries for ever"],
    ["other retries", MAPPING, "MaximumRetryAttempts", 3, "retries 3"],
    ["no partial answers", MAPPING, "FunctionResponseTypes", [], "which records failed"],
    ["no dead letters", MAPPING, "DestinationConfig", undefined, "no dead-letter queue"],
    ["a role that may not send", "AWS::IAM::Role", "Policies", [], "lacks sqs:SendMessage"],
    ["an ARN of the rest of the world", "AWS::SQS::Queue", "KmsKey", "arn:aws:kms:x", 'partition "aws" literally'],
    ["two functions in one value", "AWS::SQS::Queue", "QueueName", { Ref: "A", "Fn::Sub": "b" }, "stands alone"],
  ])("with %s is refused", (_, type, property, value, sentence) => {
    const faults = templateFaults(
      spoiled(type, (properties) => {
        properties[property] = value;
      }),
    );
    expect(faults.join("\n")).toContain(sentence);
  });

  test("a role that may send somewhere else only is refused", () => {
    const faults = templateFaults(
      spoiled("AWS::IAM::Role", (properties) => {
        const text = JSON.stringify(properties).replaceAll('"DeadLetters"', '"OtherQueue"');
        Object.assign(properties, JSON.parse(text));
      }),
    );
    expect(faults.join("\n")).toContain("lacks sqs:SendMessage");
  });

  test("without a mapping is refused", () => {
    const { [Object.keys(readTemplate().Resources)[0] ?? ""]: one } = readTemplate().Resources;
    const template: Template = { Resources: one ? { One: one } : {} };
    expect(templateFaults(template)).toEqual(["There is no stream mapping: nothing would drive the projector."]);
  });
});
