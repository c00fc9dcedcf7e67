// The Lambda runtime's side of the Runtime API (2018-06-01): loads the handler out of the unpacked zip, asks for
// an invocation, calls the handler, posts its answer, asks for the next. Plain JavaScript, because it is started
// with a bare `node`, of whatever version is to be tried.
import { existsSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Without its host there is nothing left to do: the runtime ends. */
const hostIsGone = () => process.exit(0);

function call(method, path, body) {
  return new Promise((resolve) => {
    const sent = request({ host, port, agent, method, path: `/2018-06-01/runtime/${path}` }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ headers: answer.headers, body: Buffer.concat(parts).toString("utf8") }));
      answer.on("error", hostIsGone);
    });
    sent.on("error", hostIsGone);
    sent.end(body);
  });
}

const asError = (cause) =>
  JSON.stringify({
    errorType: cause?.name ?? "Error",
    errorMessage: cause?.message ?? String(cause),
    stackTrace: String(cause?.stack ?? "").split("\n"),
  });

const failure = (name, message) => Object.assign(new Error(message), { name });

async function loadHandler() {
  const [, module, exported] = /^(.*?)\.([^/.]+)$/.exec(process.env._HANDLER) ?? [];
  if (!module) throw failure("Runtime.MalformedHandlerName", `Bad handler ${process.env._HANDLER}`);
  const base = join(process.env.LAMBDA_TASK_ROOT, module);
  const file = [".mjs", ".js", ".cjs"].map((ending) => base + ending).find(existsSync);
  if (!file) throw failure("Runtime.ImportModuleError", `Error: Cannot find module '${module}'`);
  const handler = (await import(pathToFileURL(file).href))[exported];
  if (typeof handler !== "function") {
    throw failure("Runtime.HandlerNotFound", `${process.env._HANDLER} is undefined or not exported`);
  }
  return handler;
}

function contextOf(headers) {
  const deadlineMs = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
}

async function serveOne(handler) {
  const { headers, body } = await call("GET", "invocation/next");
  const id = headers["lambda-runtime-aws-request-id"];
  process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"];
  let answer;
  try {
    answer = JSON.stringify(await handler(JSON.parse(body), contextOf(headers))) ?? "null";
  } catch (cause) {
    console.error(cause);
    await call("POST", `invocation/${id}/error`, asError(cause));
    return;
  }
  await call("POST", `invocation/${id}/response`, answer);
}

let handler;
try {
  handler = await loadHandler();
} catch (cause) {
  console.error(cause);
  await call("POST", "init/error", asError(cause));
  process.exit(1);
}
for (;;) await serveOne(handler);
