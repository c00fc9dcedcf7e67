// Members as far as rules and lists look at them: straight into the table, behind nobody's back but the clock's.
import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import type { MemberFacts } from "@huike/shared/audience";
import { localTables } from "../dev/engine/create-tables.ts";
import { engineClient } from "../dev/engine/engine-client.ts";
import { factsKey, packFacts } from "../functions/audience/facts.items.ts";
import { attributes } from "../functions/platform/table.ts";

const BATCH = 25;
const BATCHES_AT_ONCE = 8;

/** A member who has joined and done nothing else. */
export const joinedOnly = (memberNo: string): MemberFacts => ({
  ...{ memberNo, level: 1, points: 0, joinedDay: 20_000, tags: [] },
  ...{ visits: [], holds: [], used: [], consents: {} },
});

/** `factsOf` says what is known of the i-th of `count`. */
export async function putFacts(endpoint: string, count: number, factsOf: (i: number) => MemberFacts): Promise<void> {
  const client = engineClient(endpoint);
  const TableName = localTables.ViewsTable ?? "";
  const put = (i: number) => {
    const facts = factsOf(i);
    return { PutRequest: { Item: attributes({ ...factsKey(facts.memberNo), lvl: Date.now(), f: packFacts(facts) }) } };
  };
  const batch = (start: number) => {
    const puts = Array.from({ length: Math.min(BATCH, count - start) }, (_, i) => put(start + i));
    return client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
  };
  for (let at = 0; at < count; at += BATCH * BATCHES_AT_ONCE) {
    const starts = Array.from({ length: BATCHES_AT_ONCE }, (_, i) => at + i * BATCH).filter((i) => i < count);
    await Promise.all(starts.map(batch));
  }
  client.destroy();
}
