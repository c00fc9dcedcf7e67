// A phone by its own rule: what it sends is kept until there is a definite answer, and the same is sent again, three
// times at most. Remembers what it was told, so that a trial can hold the tables to it.
import { commonErrors, type Endpoint, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";
import type { Answer, Chain, Instance, Person } from "./chain.ts";

const TRIES_MAX = 3;

export type Told<E extends Endpoint = Endpoint> = {
  readonly endpoint: E;
  readonly request: RequestOf<E>;
  readonly by: Person | undefined;
  readonly answer: Answer<ResponseOf<E>>;
  readonly tries: number;
};

export class PatientPhone {
  readonly #chain: Chain;
  readonly #on: Instance;
  readonly #told: Told[];

  /** `told` gathers what all phones of a trial were told. */
  constructor(chain: Chain, on: Instance, told: Told[]) {
    this.#chain = chain;
    this.#on = on;
    this.#told = told;
  }

  /**
   * The answer's value, or undefined where three tries brought none. `request` is made anew where a phone would do so:
   * a login code is good for one.
   */
  async ask<E extends Endpoint>(
    endpoint: E,
    request: RequestOf<E> | (() => Promise<RequestOf<E>>),
    by?: Person,
  ): Promise<ResponseOf<E> | undefined> {
    for (let tries = 1; ; tries++) {
      const sent = isMade<E>(request) ? await request() : request;
      const answer = await this.#chain.call(endpoint, sent, by, this.#on);
      if (isLater(answer) && tries < TRIES_MAX) continue;
      this.#told.push({ endpoint, request: sent, by, answer, tries } as Told);
      return answer.status === 200 ? answer.value : undefined;
    }
  }
}

export const toldOf = <E extends Endpoint>(told: readonly Told[], endpoint: E): Told<E>[] =>
  told.filter((one) => one.endpoint === (endpoint as Endpoint)) as unknown as Told<E>[];

const isMade = <E extends Endpoint>(
  request: RequestOf<E> | (() => Promise<RequestOf<E>>),
): request is () => Promise<RequestOf<E>> => typeof request === "function";

export const isLater = ({ status }: Answer<unknown>): boolean => status === commonErrors.try_later;

export type Shares = { calls: number; ok: number; later: number; other: number; firstTry: number };

export function sharesOf(told: readonly Told[]): Shares {
  const ok = told.filter(({ answer }) => answer.status === 200);
  const later = told.filter(({ answer }) => isLater(answer)).length;
  const firstTry = ok.filter(({ tries }) => tries === 1).length;
  return { calls: told.length, ok: ok.length, later, other: told.length - ok.length - later, firstTry };
}
