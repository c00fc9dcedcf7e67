// The import rule: entry → domain → platform, everything → shared, nothing → entry, dev or bench.
// Tests (and what only tests use), dev and bench may import anything.
const shipped = "^(functions|shared|miniapp/src|console/src)/";
const tests = "\\.test\\.tsx?$|/testing/";

module.exports = {
  forbidden: [
    {
      name: "shipped-code-stays-clear-of-dev",
      comment: "what ships must build and run without dev, bench or test code",
      severity: "error",
      from: { path: shipped, pathNot: tests },
      to: { path: "^(dev|bench)/|/testing/|\\.test\\.tsx?$" },
    },
    {
      name: "nothing-imports-entry",
      severity: "error",
      from: { path: shipped, pathNot: tests },
      to: { path: "^functions/entry/" },
    },
    {
      name: "platform-knows-no-domain",
      comment: "platform is what is not the business",
      severity: "error",
      from: { path: "^functions/platform/", pathNot: tests },
      to: { path: "^functions/(?!platform/)" },
    },
    {
      name: "shared-stands-alone",
      comment: "shared runs on phone, server and console alike",
      severity: "error",
      from: { path: "^shared/", pathNot: tests },
      to: { pathNot: ["^shared/", "^node_modules/(zod|@noble/hashes)/"] },
    },
    {
      name: "phone-and-server-meet-in-shared",
      severity: "error",
      from: { path: "^miniapp/src/", pathNot: tests },
      to: { path: "^functions/" },
    },
    {
      name: "console-and-server-meet-in-shared",
      severity: "error",
      from: { path: "^console/src/", pathNot: tests },
      to: { path: "^functions/" },
    },
    {
      name: "console-draws-the-phones-ticket-and-card-and-no-more",
      comment: "its parts ask nobody for anything: what reaches a server or a phone's memory must not come along",
      severity: "error",
      from: { path: "^console/src/", pathNot: tests },
      to: { path: "^miniapp/", pathNot: "^miniapp/src/ui/(TicketFace|CardFace)\\.tsx$" },
    },
    {
      name: "nobody-imports-the-console",
      severity: "error",
      from: { path: "^(functions|shared|miniapp/src)/", pathNot: tests },
      to: { path: "^console/" },
    },
    {
      name: "server-knows-no-phone",
      severity: "error",
      from: { path: "^functions/", pathNot: tests },
      to: { path: "^miniapp/" },
    },
    {
      name: "practice-touches-nothing",
      comment: "what a clerk does in practice must not reach a server, a kept request or the till's state",
      severity: "error",
      from: { path: "^miniapp/src/packages/clerk/practice/", pathNot: tests },
      to: {
        path: "^miniapp/src/(api/|packages/clerk/(pending|record-sale|redeem-chosen|scan-at-till|open-shift|till-state|undo/|handover/))",
        dependencyTypesNot: ["type-only"],
      },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "everything-resolves",
      comment: "aws-lambda is types only, from @types",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^aws-lambda$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.huike|\\.serverless|\\.esbuild)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
