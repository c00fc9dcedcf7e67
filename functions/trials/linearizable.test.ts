// Several people at the same coupons at once: clerks who redeem, ring up two together, take back; a giver, a friend, an
// operator who voids; calls to the table late, lost, or done and not answered. What each person was told must be what
// one at a time would have been told in some order that fits: no two "yes" that exclude each other, no refusal
// without a cause.
import { openChain } from "../testing/chain.ts";
import { Crowd, type Told } from "../testing/life/crowd.ts";
import { Model } from "../testing/life/model.ts";
import { pictured } from "../testing/life/observe.ts";
import { Street } from "../testing/life/street.ts";
import { type Call, linearize } from "../testing/linearize.ts";
import { seededRandom } from "../testing/seeded-random.ts";

const IS_LONG = Number(process.env.HUIKE_TRIAL_COMMANDS ?? 0) > 0;
const HISTORIES = IS_LONG ? 2_000 : 120;
const PEOPLE = 5;
const CALLS_EACH = 4;
const SEED = 20260105;
/** Of a hundred calls to the table so many are never sent, and so many done and not answered. */
const LOST_PERCENT = 3;
const JITTER_MS = 3;
const nothingSeen = { rest: 0, missing: 0, points: 0 };

describe("people at the same coupons at once", () => {
  const chain = openChain();
  const street = new Street(chain);
  const random = seededRandom(SEED);
  const heard = new Map<string, number>();
  let isRough = false;

  beforeAll(async () => {
    await street.open();
    const wait = () => new Promise((resolve) => setTimeout(resolve, random() * JITTER_MS));
    chain.tables.client.middlewareStack.add(
      (next) => async (args) => {
        if (!isRough) return next(args);
        await wait();
        const fate = random() * 100;
        if (fate < LOST_PERCENT) throw new Error("never sent");
        const answer = await next(args);
        if (fate < 2 * LOST_PERCENT) throw new Error("never answered");
        await wait();
        return answer;
      },
      { step: "initialize", name: "rough" },
    );
  });

  /** A call nobody heard the answer of may have been answered in any way. */
  const asCall = ({ request, answer, began, ended }: Told): Call<Model> => ({
    ...{ began, ended },
    after: (model) => {
      const next = model.copy();
      const due = next.answer(request, chain.nowMs, nothingSeen);
      return !answer || JSON.stringify(due) === JSON.stringify(answer) ? next : undefined;
    },
  });

  function count(told: readonly Told[]): void {
    for (const { request, answer } of told) {
      const name = `${request.is} ${answer ? (answer.ok ? "yes" : "no") : "unheard"}`;
      heard.set(name, (heard.get(name) ?? 0) + 1);
    }
  }

  test("are answered as if one came after the other", async () => {
    for (let i = 0; i < HISTORIES; i++) {
      const life = await street.begin();
      isRough = true;
      const told = await new Crowd(random).act(life, PEOPLE, CALLS_EACH);
      isRough = false;
      const order = linearize(new Model(chain.nowMs), told.map(asCall), (model) => JSON.stringify(pictured(model)));
      expect([i, order === undefined ? told : "in order"]).toEqual([i, "in order"]);
      count(told);
    }
    const kinds = ["redeem", "sale", "undo", "give", "accept", "takeBack", "void"];
    const never = [...kinds.map((kind) => `${kind} yes`), "redeem unheard"].filter((name) => !heard.has(name));
    expect(never).toEqual([]);
  }, 3_600_000);
});
