// The circuit breaker of a run, one for all its workers. A failure counts two and a send that went well takes one back,
// never below none: at forty it is open. That is twenty failures in a row, whoever had them, or half of eighty sends; a
// fifth of them failing opens it as good as never.
//
// Only failures are written, each with the good sends its worker had since its last: while all goes well it costs nothing.
// Between a person's pause and the next the count is another one, so that going on begins anew.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { attributes, fields, type Item, type Key, refusedBy } from "../platform/table.ts";
import { breakerKey, type MarkedRun, rowEndsAtS } from "./campaign.items.ts";

const FAILURE = 2;
export const OPEN = 40;
/** Another worker's count came between so often: the next failure counts. */
const ROUNDS_MAX = 5;

type Score = { readonly score: number };

export class Breaker {
  private readonly env: Env;
  private readonly key: Key;
  /** Since the last failure that was written. */
  private good = 0;
  /** This worker's sends alone: one whose network is broken need not wait for the others. */
  private own = 0;

  constructor(env: Env, run: MarkedRun, sinceMs: number) {
    this.env = env;
    this.key = breakerKey(run, sinceMs);
  }

  noteGood(): void {
    this.good += 1;
    this.own = Math.max(0, this.own - 1);
  }

  /** Whether it is open now. A table that does not take the count leaves this worker its own. */
  async noteFailure(): Promise<boolean> {
    const good = Math.min(this.good, OPEN);
    this.good = 0;
    this.own += FAILURE;
    try {
      return (await this.count(good)) >= OPEN || this.own >= OPEN;
    } catch (cause) {
      logFailure("campaign", cause);
      return this.own >= OPEN;
    }
  }

  /** The score with this failure. Once open it stays so. */
  private async count(good: number): Promise<number> {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      // So many good sends leave nothing of any count that is not open; fewer most often do.
      const isLow = good === OPEN || round % 2 === 1;
      const score = good === 0 ? await this.add() : isLow ? await this.begin(good) : await this.takeBack(good);
      if (score !== undefined) return score;
    }
    return 0;
  }

  private add(): Promise<number | undefined> {
    const values = { ":none": 0, ":failure": FAILURE, ":open": OPEN };
    return this.write("if_not_exists(score, :none) + :failure", "attribute_not_exists(score) OR score < :open", values);
  }

  private begin(good: number): Promise<number | undefined> {
    const values = { ":failure": FAILURE, ":good": good };
    return this.write(":failure", "attribute_not_exists(score) OR score < :good", values);
  }

  private takeBack(good: number): Promise<number | undefined> {
    const values = { ":change": FAILURE - good, ":good": good, ":open": OPEN };
    return this.write("score + :change", "score >= :good AND score < :open", values);
  }

  /** Nothing where the count is not as it was thought to be. */
  private async write(score: string, condition: string, values: Item): Promise<number | undefined> {
    const { tables, nowMs } = this.env;
    try {
      const { Attributes } = await tables.client.send(
        new UpdateItemCommand({
          TableName: tables.views,
          Key: attributes(this.key),
          UpdateExpression: `SET score = ${score}, #ttl = :ttl`,
          ConditionExpression: condition,
          ExpressionAttributeNames: { "#ttl": "ttl" },
          ExpressionAttributeValues: attributes({ ...values, ":ttl": rowEndsAtS(nowMs()) }),
          ReturnValues: "ALL_NEW",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return fields<Score>(Attributes ?? {}).score;
    } catch (cause) {
      const old = refusedBy(cause);
      if (old === undefined) throw cause;
      const standing = old === "absent" ? 0 : fields<Score>(old).score;
      return standing >= OPEN ? standing : undefined;
    }
  }
}
