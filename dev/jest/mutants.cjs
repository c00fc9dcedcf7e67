// What Stryker runs for each mutant: project node, and of it the suites that HUIKE_MUTANTS_SUITES names (dev/mutants.ts).
// Stryker knows one project only, and wraps an environment it can resolve by itself.
const { projects, testTimeout } = require("../../jest.config.cjs");

const [node] = projects;
const suites = process.env.HUIKE_MUTANTS_SUITES?.split(",") ?? [];

module.exports = {
  ...node,
  testTimeout,
  testEnvironment: require.resolve("./engine-environment.cjs"),
  testMatch: suites.map((suite) => `<rootDir>/${suite}`),
};
