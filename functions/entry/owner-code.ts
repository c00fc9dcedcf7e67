// The command line that prints the first owner's code (docs/deploy.md). Not a Lambda: it is run by
// whoever holds the cloud's keys, and on a laptop by the first start.
import { randomBytes } from "node:crypto";
import { openTables } from "../platform/table.ts";
import { issueOwnerCode } from "../staff/issue-owner-code.ts";

const table = process.env.APP_TABLE;
if (!table) {
  console.error("APP_TABLE is not set: name the app table of the stage (docs/deploy.md)");
  process.exit(1);
}
const code = await issueOwnerCode(openTables(table, "", process.env.DYNAMODB_ENDPOINT), Date.now(), randomBytes);
if (code === undefined) {
  console.error("There is an owner already; ask them to add you in the console.");
  process.exit(1);
}
process.stdout.write(`${code}\n`);
