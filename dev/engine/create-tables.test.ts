import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { readTemplate } from "../build/packaged-template.ts";
import { testTables } from "../jest/engine.ts";
import { createTables } from "./create-tables.ts";

describe("tables from the packaged template", () => {
  const { client, app, views } = testTables({ isStreamed: true });

  test("carry the stream and the time to live that the template asks for", async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: app }));
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" });
    expect(Table?.KeySchema?.map((key) => key.AttributeName)).toEqual(["pk", "sk"]);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: views }));
    expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: "ENABLED", AttributeName: "ttl" });
  });

  test("have no stream where the template has none", async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: views }));
    expect(Table?.StreamSpecification?.StreamEnabled ?? false).toBe(false);
  });

  test("are left alone when they exist", async () => {
    await createTables(client, readTemplate(), { names: { AppTable: app, ViewsTable: views } });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: app }));
    expect(Table?.TableStatus).toBe("ACTIVE");
  });

  test("carry the indexes that a template asks for", async () => {
    const template = readTemplate();
    const Properties = {
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-g",
          KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    };
    const one = { ...template, Resources: { AppTable: { Type: "AWS::DynamoDB::Table", Properties } } };
    const name = `${app}-indexed`;
    await createTables(client, one, { names: { AppTable: name, ViewsTable: views } });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(["by-g"]);
  });

  test("a table without a local name is refused by name", async () => {
    const template = readTemplate();
    const extra = { Type: "AWS::DynamoDB::Table", Properties: template.Resources.AppTable?.Properties };
    const more = { ...template, Resources: { ...template.Resources, Surprise: extra } } as typeof template;
    await expect(createTables(client, more, { names: { AppTable: app, ViewsTable: views } })).rejects.toThrow(
      "Surprise",
    );
  });
});
