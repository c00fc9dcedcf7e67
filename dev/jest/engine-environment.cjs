// A node environment with a DynamoDB engine, one for each jest worker.
//
// A test file's own modules end with the file; this one stays loaded as long as its worker, so the engine
// is started once, before the worker's first test file, and ends with the worker (dev/process/leash.ts).
const { TestEnvironment } = require("jest-environment-node");
const tsx = require("tsx/cjs/api");

let starting;

async function startOnce() {
  const { startEngine } = tsx.require("../engine/start-engine.ts", __filename);
  const engine = await startEngine();
  engine.unref(); // a worker with nothing left to do may end
  return { endpoint: engine.endpoint };
}

/**
 * What node:http throws is an Error of node's own realm, not of the tests'. The SDK would take it for no error at all
 * and wrap it, code and name gone, as it never does in a process of its own.
 */
function knowErrorsOfNode(realm) {
  const isOfClass = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(realm.Error, Symbol.hasInstance, {
    value(thrown) {
      return isOfClass.call(this, thrown) || (this === realm.Error && thrown instanceof Error);
    },
  });
}

module.exports = class EngineEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    knowErrorsOfNode(this.global);
    starting ??= startOnce().catch((cause) => ({ failure: cause.message }));
    // Only tests that ask for tables fail where there is no engine (testTables in engine.ts).
    this.global.huikeEngine = await starting;
  }
};
