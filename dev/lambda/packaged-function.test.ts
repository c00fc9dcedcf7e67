import { readTemplate } from "../build/packaged-template.ts";
import { packagedFunctions } from "./packaged-function.ts";

const local = {
  refs: { AppTable: "app-1", ViewsTable: "views-1" },
  secret: '{"sessionKey":"…"}',
  overrides: { WECHAT_API_URL: "http://127.0.0.1:1/api", DYNAMODB_ENDPOINT: "http://127.0.0.1:2" },
};

test("the functions of the package have the cloud's settings and this machine's values", () => {
  const functions = packagedFunctions(readTemplate(), local);
  expect(functions.map((one) => one.name).sort()).toEqual([
    "campaignWorker",
    "clerkApi",
    "console",
    "inbox",
    "linkPage",
    "memberApi",
    "nightly",
    "operatorApi",
    "projector",
    "wechatCallback",
  ]);
  const member = functions.find((one) => one.name === "memberApi");
  expect(member).toMatchObject({
    logicalId: "MemberApiLambdaFunction",
    functionName: "huike-dev-memberApi",
    zip: "memberApi.zip",
    handler: "functions/entry/member-api.handler",
    runtime: "nodejs22.x",
    timeoutMs: 10_000,
    memoryMb: 512,
    environment: {
      APP_TABLE: "app-1",
      VIEWS_TABLE: "views-1",
      HUIKE_SECRETS: local.secret,
      WECHAT_API_URL: "http://127.0.0.1:1/api",
      DYNAMODB_ENDPOINT: "http://127.0.0.1:2",
      NODE_OPTIONS: "--enable-source-maps",
    },
  });
});

test("a value that this machine cannot give is refused by name, not left empty", () => {
  expect(() => packagedFunctions(readTemplate(), { ...local, refs: { AppTable: "app-1" } })).toThrow(
    /\.VIEWS_TABLE is .*ViewsTable.*no value on this machine/,
  );
});
