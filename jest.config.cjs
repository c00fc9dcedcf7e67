// Five projects: node (server, contracts, tools), components (the phone's parts), console (the operators' pages),
// weapp (the weapp output as a phone runs it) and street (the whole product in a browser; dev/test.ts runs it last and alone).
// Said once a process by the SDK about Node versions after 2027; the README says which Node to use.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const swc = (parser) => [
  "@swc/jest",
  {
    jsc: { parser, target: "es2022", transform: { react: { runtime: "automatic" } } },
    module: { type: "commonjs" },
  },
];

// Packages that ship only ES modules: jest loads CommonJS, so they are transformed like our own code.
const esmOnly = ["qr", "@noble", "glass-easel[^/]*", "@hono", "wouter", "regexparam", "read-excel-file"];

const base = {
  rootDir: __dirname,
  // Not below the folder for temporary files: that one goes with each run (dev/test.ts).
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  transform: {
    "\\.[cm]?ts$": swc({ syntax: "typescript" }),
    "\\.tsx$": swc({ syntax: "typescript", tsx: true }),
    "\\.m?jsx?$": swc({ syntax: "ecmascript", jsx: true }),
  },
  transformIgnorePatterns: [
    `/node_modules/(?!(${esmOnly.join("|")})/)`,
    "<rootDir>/miniapp/dist/",
    "<rootDir>/console/dist/",
    "<rootDir>/dist/",
  ],
  modulePathIgnorePatterns: [
    "<rootDir>/dist/",
    "<rootDir>/miniapp/dist/",
    "<rootDir>/console/dist/",
    "<rootDir>/\\.(serverless|esbuild|huike)/",
  ],
  // Our workspaces are source, not packages: without this they would be looked for under node_modules.
  moduleNameMapper: {
    "^@huike/shared/(.*)$": "<rootDir>/shared/$1.ts",
    "^@huike/functions/(.*)$": "<rootDir>/functions/$1.ts",
  },
  restoreMocks: true,
  // Names a module finds without asking the sandbox, which takes it microseconds each (the lift of simulated campaigns: 82 s of
  // processor, 6 with them). None that fake timers replace.
  sandboxInjectedGlobals: [
    ...[
      "Array",
      "BigInt",
      "Boolean",
      "Buffer",
      "Error",
      "JSON",
      "Map",
      "Math",
      "Number",
      "Object",
      "Promise",
      "Proxy",
      "Reflect",
    ],
    ...["RegExp", "Set", "String", "Symbol", "TypeError", "Uint8Array", "WeakMap"],
  ],
};

const nodeProject = {
  ...base,
  displayName: "node",
  testEnvironment: "<rootDir>/dev/jest/engine-environment.cjs",
  testMatch: ["<rootDir>/{shared,functions,dev,bench}/**/*.test.ts"],
  globalSetup: "<rootDir>/dev/jest/setup-node.cjs",
};

const components = {
  ...base,
  displayName: "components",
  testEnvironment: "jsdom",
  testMatch: ["<rootDir>/miniapp/src/**/*.test.{ts,tsx}"],
  moduleNameMapper: {
    ...base.moduleNameMapper,
    "^@tarojs/components$": "<rootDir>/miniapp/testing/components.tsx",
    "^@tarojs/taro$": "<rootDir>/miniapp/testing/taro.ts",
    "\\.(css|scss)$": "<rootDir>/dev/jest/empty.cjs",
    "\\.(png|jpg|svg)$": "<rootDir>/dev/jest/empty.cjs",
  },
};

const console_ = {
  ...base,
  displayName: "console",
  testEnvironment: "jsdom",
  testMatch: ["<rootDir>/console/src/**/*.test.{ts,tsx}"],
  moduleNameMapper: {
    ...base.moduleNameMapper,
    "^@tarojs/components$": "<rootDir>/console/src/phone/taro-components.tsx",
    "\\.(css|scss)$": "<rootDir>/dev/jest/empty.cjs",
  },
};

const weapp = {
  ...base,
  displayName: "weapp",
  testEnvironment: "jsdom",
  testMatch: ["<rootDir>/miniapp/test/**/*.weapp.test.ts"],
  globalSetup: "<rootDir>/dev/jest/setup-weapp.cjs",
};

const street = {
  ...base,
  displayName: "street",
  testEnvironment: "node",
  testMatch: ["<rootDir>/e2e/**/*.e2e.test.ts"],
  globalSetup: "<rootDir>/dev/jest/setup-street.cjs",
};

module.exports = {
  projects: [nodeProject, components, console_, weapp, street],
  // Two workers on two cores; the engines and the packaged functions run beside them.
  maxWorkers: 2,
  testSequencer: "<rootDir>/dev/jest/longest-first.cjs",
  // A guard against a test that hangs: on a machine that does something else besides, thirty seconds were not.
  testTimeout: 120_000,
};
