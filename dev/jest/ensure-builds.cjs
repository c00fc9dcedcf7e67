// Builds what a project's tests run against, before its first test and only when sources changed.
// HUIKE_SKIP_BUILD=1 takes the last good build, whatever has changed since: for quick rounds on one test.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const root = join(__dirname, "..", "..");

/** @param {readonly string[]} targets names in dev/build/targets.ts */
module.exports = (targets) => {
  if (process.env.HUIKE_SKIP_BUILD === "1") return;
  const args = ["--import", "tsx", join(root, "dev", "build", "ensure.ts"), ...targets];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`The tests need ${targets.join(" and ")}, which could not be built: see above.`);
};
