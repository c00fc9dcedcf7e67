// Gives an openid its person number: the identity, the way back and, with a scene, the first touch
// appear in one transaction or not at all. Of two first logins at once one wins and both read it.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, type Key, refusedStatements } from "../platform/table.ts";
import { type IdentityItem, identityKey, personKey, touchKey, visitorEndsAtS } from "./person.items.ts";
import { writeTouch } from "./write-touch.ts";

/** Nine random digits, the first not 0. */
function randomMemberNo(random: Env["random"]): string {
  const bytes = random(8);
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return String(100_000_000n + (value % 900_000_000n));
}

export const putNew = (table: string, key: Key, item: Item): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: attributes({ ...key, ...item }),
    ConditionExpression: "attribute_not_exists(pk)",
  },
});

const TRIES_MAX = 5;

/** The person number of this openid; a new person is a visitor whose rows end after 180 days. */
export async function welcomeVisitor(env: Env, openid: string, scene: string | undefined): Promise<string> {
  const { app, client } = env.tables;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const memberNo = randomMemberNo(env.random);
    const nowMs = env.nowMs();
    const ttl = visitorEndsAtS(nowMs);
    const firstTouch = scene ? { src: scene, srcAt: nowMs } : {};
    try {
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            putNew(app, identityKey(openid), { mbr: memberNo, ttl }),
            putNew(app, personKey(memberNo), { oid: openid, ttl, ...firstTouch }),
            ...(scene ? [putNew(app, touchKey(memberNo, scene, calendarDay(nowMs)), { ev: 1, at: nowMs, ttl })] : []),
          ],
        }),
      );
      return memberNo;
    } catch (cause) {
      const failed = refusedStatements(cause);
      if (!failed) throw cause;
      // Another login of the same openid was first: its number stands. Else the random number was taken: draw again.
      if (failed[0]) return await touchKnown(env, openid, scene);
    }
  }
  throw new Outage("no free member number was drawn");
}

/** The touch that came second is on record like any other. */
async function touchKnown(env: Env, openid: string, scene: string | undefined): Promise<string> {
  const memberNo = await knownNumber(env, openid);
  if (scene) await writeTouch(env, { memberNo, isMember: false }, scene);
  return memberNo;
}

async function knownNumber(env: Env, openid: string): Promise<string> {
  const identity = await getItem<IdentityItem>(env.tables, identityKey(openid), { consistent: true });
  if (!identity) throw new Outage("an identity vanished while it was read");
  return identity.mbr;
}
