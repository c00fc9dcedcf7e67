// The trials that take minutes begin first: on a fresh clone jest knows no durations, goes by the size of the files, and
// the longest of them ran alone at the end while a core stood idle.
const core = require.resolve("@jest/core", { paths: [require.resolve("jest")] });
const { default: Sequencer } = require(require.resolve("@jest/test-sequencer", { paths: [core] }));

const LONGEST = ["life", "access", "campaigns", "reconciliation", "follow-crash", "scans", "faults"];
const turnOf = ({ path }) => {
  const turn = LONGEST.findIndex((name) => path.endsWith(`/functions/trials/${name}.test.ts`));
  return turn < 0 ? LONGEST.length : turn;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => turnOf(a) - turnOf(b));
  }
};
