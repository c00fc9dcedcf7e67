// npm start: the whole street on this machine, until Ctrl-C. npm run dev is the same, rebuilt when sources change.
//   PORT=8787 HOST=127.0.0.1   where it listens
//   HUIKE_DATA=.huike          where it keeps its data
//   --fresh                    begins again
//   --watch                    rebuilds what changes
//   HUIKE_LAMBDA_NODE          the node that runs the functions, when it shall be another
//
// The version is looked at before anything is loaded: an older Node would stumble over what it does not know.
import { versions } from "node:process";

const [major = 0, minor = 0] = versions.node.split(".").map(Number);

if (major > 20 || (major === 20 && minor >= 19)) {
  const { startCommand } = await import("./stack/start-command.ts");
  await startCommand();
} else {
  console.error(`需要 Node 20.19 以上，现在是 ${process.version} · Node ≥ 20.19 is needed, this is ${process.version}`);
  process.exitCode = 1;
}
