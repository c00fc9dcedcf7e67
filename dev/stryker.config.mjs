// Stryker's settings. What is mutated, and by which suites it is judged, stands in dev/mutants.ts.

/** What a bug says when it is thrown is for the log: no test reads it, and none should. Everything else is mutated. */
const messagesOfBugs = {
  shouldIgnore: (path) =>
    path.isNewExpression() && path.parentPath.isThrowStatement() ? "the words of a thrown bug" : undefined,
};
/** Stryker loads this file as a plugin too. */
export const strykerPlugins = [{ kind: "Ignore", name: "messages", value: messagesOfBugs }];

export default {
  plugins: ["@stryker-mutator/jest-runner", "./dev/stryker.config.mjs"],
  ignorers: ["messages"],
  testRunner: "jest",
  jest: { configFile: "dev/jest/mutants.cjs", enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // What is slow on a busy machine must not pass for a mutant that never ends: that would count as found.
  timeoutMS: 30_000,
  timeoutFactor: 1.5,
  thresholds: { high: 95, low: 95, break: 95 },
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: "dist/mutants/report.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: "dist/mutants/work",
  ignorePatterns: ["/miniapp", "/docs", "/e2e", "/.huike", "/artifacts", "/dist/mutants"],
};
