// The command line that verifies the sealed days of the audit (docs/operations.md). Not a Lambda: it is run by whoever
// may read the tables, the console aside, and its last line is to be held against the one the night logged.
import { auditFaults } from "@huike/shared/audit";
import { verifyDays } from "../audit/verify-days.ts";
import { openTables } from "../platform/table.ts";

const table = process.env.VIEWS_TABLE;
if (!table) {
  console.error("VIEWS_TABLE is not set: name the views table of the stage (docs/operations.md)");
  process.exit(1);
}
const tables = openTables("", table, process.env.DYNAMODB_ENDPOINT);
let [from, days, rows, faults]: [string | undefined, number, number, number] = [undefined, 0, 0, 0];
do {
  const part = await verifyDays(tables, Date.now(), from);
  for (const { day, what, eventId } of part.faults) {
    process.stdout.write(`${day}: ${auditFaults[what].en}${eventId ? ` (${eventId})` : ""}\n`);
  }
  days += part.days;
  rows += part.rows;
  faults += part.faults.length;
  from = part.next;
  if (!from && part.last) process.stdout.write(`last seal ${part.last.day} ${part.last.hash}\n`);
} while (from);
process.stdout.write(`${days} days, ${rows} rows, ${faults} faults\n`);
process.exitCode = faults > 0 ? 1 : 0;
