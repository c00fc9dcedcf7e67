// Changes the points programme from the version its operator saw: of two who change it at once, one is told to look
// again. The same change sent twice is one.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { areTiersInOrder, type PutProgram } from "@huike/shared/program";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { unknownStore } from "../store/read-store.ts";
import { type ProgramItem, programKey, programText } from "./program.items.ts";

export async function putProgram(
  { memberNo }: Member,
  { version, program, why }: RequestOf<typeof PutProgram>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutProgram>, ErrorOf<typeof PutProgram>>> {
  if (!areTiersInOrder(program.tiers)) return refused("tiers_out_of_order");
  if (
    await unknownStore(
      env,
      program.storePercents.map(({ storeId }) => storeId),
    )
  )
    return refused("store_unknown");
  const next = { version: version + 1, program };
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(programKey),
        UpdateExpression: "SET ver = :next, program = :program, #by = :by, #at = :now, why = :why",
        ConditionExpression: version === 0 ? "attribute_not_exists(pk)" : "ver = :version",
        ExpressionAttributeNames: { "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ...(version === 0 ? {} : { ":version": version }),
          ":next": next.version,
          ":program": programText(program),
          ":by": memberNo,
          ":now": env.nowMs(),
          ":why": why,
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    const standing = old === "absent" ? undefined : fields<ProgramItem>(old);
    if (standing?.ver !== next.version || standing.program !== programText(program)) return refused("program_changed");
  }
  return ok(next);
}
