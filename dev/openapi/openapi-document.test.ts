import { readdirSync } from "node:fs";
import { fullPath } from "@huike/shared/endpoint";
import { sentences } from "@huike/shared/sentences";
import { inRepository } from "../repository.ts";
import { allEndpoints, endpointsIn } from "./all-endpoints.ts";
import { openapi } from "./openapi-document.ts";

type Json = { [key: string]: Json } & string & Json[];
const document = JSON.parse(JSON.stringify(openapi())) as Json;
const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const operationOf = (name: string) => {
  const found = operations.find(({ operation }) => operation.operationId === name);
  if (!found) throw new Error(`${name} is not in the document`);
  return found;
};

/** Visits every schema-like object in the document. */
function each(value: unknown, visit: (object: Record<string, unknown>) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>);
  for (const child of Object.values(value)) each(child, visit);
}

describe("the API document", () => {
  test("is OpenAPI 3.1: every operation has a name of its own, answers, and parameters for its path", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.info ?? {})).toEqual(expect.arrayContaining(["title", "version"]));
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, method, operation } of operations) {
      expect(["get", "post", "put"]).toContain(method);
      expect(Object.keys(operation.responses ?? {})).toContain("200");
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? ([] as unknown as Json)).filter((one: Json) => one.in === "path");
      expect(declared.map((one: Json) => one.name)).toEqual(inPath);
      if (method === "get") expect(operation).not.toHaveProperty("requestBody");
    }
  });

  test("has every reference it makes", () => {
    each(document, (object) => {
      if (typeof object.$ref !== "string") return;
      const target = object.$ref
        .split("/")
        .slice(1)
        .reduce<unknown>((at, key) => (at as Json)?.[key], document);
      expect([object.$ref, typeof target]).toEqual([object.$ref, "object"]);
    });
  });

  test("has every endpoint of every contract file", async () => {
    const files = readdirSync(inRepository("shared")).filter((name) => /^[\w-]+\.ts$/.test(name));
    const modules = await Promise.all(files.map((name) => import(inRepository("shared", name))));
    const contracts = modules.flatMap(endpointsIn);
    expect(contracts.length).toBeGreaterThan(15);
    expect(new Set(allEndpoints().map((one) => one.name))).toEqual(new Set(contracts.map((one) => one.name)));
    for (const { name, endpoint } of contracts) {
      const { path, method } = operationOf(name);
      expect(`${method} ${path}`).toBe(
        `${endpoint.method.toLowerCase()} ${fullPath(endpoint).replace(/:(\w+)/g, "{$1}")}`,
      );
    }
  });

  test("refuses unknown keys everywhere", () => {
    each(document, (object) => {
      if (object.type === "object") expect(object.additionalProperties).toBe(false);
    });
    const body = operationOf("RedeemCoupon").operation.requestBody?.content?.["application/json"]?.schema;
    expect(body).toMatchObject({ additionalProperties: false });
    expect(body?.required).toEqual(expect.arrayContaining(["redemptionId", "visitToken"]));
    expect(body?.required).not.toContain("amountFen");
  });

  test("names every refusal with its status and both sentences", () => {
    for (const { name, endpoint } of allEndpoints()) {
      const { operation } = operationOf(name);
      for (const [error, status] of Object.entries(endpoint.errors)) {
        const { zh, en } = sentences[error as keyof typeof sentences];
        const description = operation.responses?.[String(status)]?.description;
        expect(description).toContain(`\`${error}\`: ${zh} · ${en}`);
      }
    }
  });

  test("asks for a session wherever a role is needed, and says which roles", () => {
    for (const { name, endpoint } of allEndpoints()) {
      const { operation } = operationOf(name);
      const isOpen = endpoint.roles.includes("anyone");
      const console = endpoint.audience === "operator" ? [{ console: [] }] : [];
      expect(operation.security).toEqual(isOpen ? [] : [{ session: [] }, ...console]);
      for (const role of isOpen ? [] : endpoint.roles) expect(operation.description).toContain(role);
    }
  });

  test("names the header of the phone's yes where a call may need one", () => {
    for (const { name, endpoint } of allEndpoints()) {
      const headers = (operationOf(name).operation.parameters ?? ([] as unknown as Json)).filter(
        (one: Json) => one.in === "header",
      );
      expect([name, headers.map((one: Json) => one.name)]).toEqual([name, endpoint.stepUp ? ["x-huike-approval"] : []]);
      expect([name, "approval_needed" in endpoint.errors]).toEqual([name, endpoint.stepUp ?? false]);
    }
  });

  test("puts fields where the client puts them", () => {
    const put = operationOf("PutChannel");
    expect(put.path).toBe("/api/operator/channels/{scene}");
    const body = put.operation.requestBody?.content?.["application/json"]?.schema?.properties;
    expect(Object.keys(body ?? {})).not.toContain("scene");
    const home = operationOf("GetHome").operation.parameters?.[0];
    expect(home).toMatchObject({ name: "tag", in: "query", required: false });
  });
});
