// Pushes what people do to the account's own server, as stubbornly and as rudely as WeChat does:
//
//   delivered ── answered in time ──> the reply, if any, is shown in the chat
//      │  no answer in 5 s, no connection, HTTP error
//      └─ again, three times in all ──> 该公众号暂时无法提供服务 is shown
//
// An answer that came but cannot be read shows the same at once. By the settings a message is pushed in
// several copies at once, or held back and released in another order.
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pusher } from "./account.ts";
import { callbackRequest, verificationRequest } from "./callback-request.ts";
import { type Reply, readReply } from "./passive-reply.ts";
import type { Settings } from "./settings.ts";
import type { Fields } from "./write-message.ts";

export type Letter = {
  readonly phone: string;
  readonly pusher: Pusher;
  readonly openid: string;
  /** The event's name, or the kind of message. */
  readonly event: string;
  readonly fields: Fields;
  readonly hear: (text: string) => void;
  readonly giveUp: () => void;
};

export type Attempt = { readonly atMs: number; readonly tookMs: number; readonly outcome: string };
export type Delivery = {
  readonly id: string;
  readonly phone: string;
  readonly event: string;
  readonly to: string;
  state: "held" | "under_way" | "answered" | "failed";
  readonly attempts: Attempt[];
};

export type Order = "as_sent" | "reversed" | "shuffled" | readonly string[];

type Options = { settings: () => Settings; now: () => number; fetch: typeof fetch };
type Sent = { letter: Letter; delivery: Delivery };
type Outcome = Reply | { readonly is: "unanswered"; readonly why: string };

const REMEMBERED = 200;

export class Deliveries {
  readonly #options: Options;
  readonly #underWay = new Set<Promise<void>>();
  #held: Sent[] = [];
  #all: Delivery[] = [];
  #count = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Newest first. */
  get list(): readonly Delivery[] {
    return this.#all;
  }

  /** Returns before anything is answered. */
  send(letter: Letter): string {
    const { isHolding } = this.#options.settings();
    const delivery: Delivery = {
      id: `d${++this.#count}`,
      phone: letter.phone,
      event: letter.event,
      to: letter.pusher.callback.url,
      state: isHolding ? "held" : "under_way",
      attempts: [],
    };
    this.#all = [delivery, ...this.#all].slice(0, REMEMBERED);
    if (isHolding) this.#held.push({ letter, delivery });
    else this.#track(this.#deliver({ letter, delivery }));
    return delivery.id;
  }

  /** Lets what is held go, each after the one before is done with; of a list of ids, those in that order. */
  release(order: Order): string[] {
    const going = inOrder(this.#held, order);
    this.#held = this.#held.filter((sent) => !going.includes(sent));
    for (const { delivery } of going) delivery.state = "under_way";
    this.#track(
      (async () => {
        for (const sent of going) await this.#deliver(sent);
      })(),
    );
    return going.map(({ delivery }) => delivery.id);
  }

  /** Resolves when nothing is under way; what is held does not count. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Asks as the console does when the address is saved. */
  async verify(pusher: Pusher): Promise<{ isVerified: boolean; why?: string }> {
    const { url, echostr } = verificationRequest(pusher, this.#options.now());
    try {
      const { status, body } = await this.#ask(url);
      if (status !== 200) return { isVerified: false, why: `HTTP ${status}` };
      return body === echostr ? { isVerified: true } : { isVerified: false, why: "the answer is not the echostr" };
    } catch (cause) {
      return { isVerified: false, why: String(cause) };
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #deliver(sent: Sent): Promise<void> {
    const { copies } = this.#options.settings();
    const outcomes = await Promise.all(Array.from({ length: copies }, () => this.#deliverCopy(sent)));
    const { letter, delivery } = sent;
    const good = outcomes.find(({ is }) => is === "reply") ?? outcomes.find(({ is }) => is === "silent");
    delivery.state = good ? "answered" : "failed";
    if (!good) return letter.giveUp();
    // However many copies are answered, one person reads one reply.
    if (good.is === "reply") letter.hear(good.text);
  }

  async #deliverCopy({ letter, delivery }: Sent): Promise<Outcome> {
    for (let n = 1; ; n++) {
      const { retryGapMs, deliveriesMax } = this.#options.settings();
      const startedMs = performance.now();
      const atMs = this.#options.now();
      const outcome = await this.#attempt(letter);
      const tookMs = Math.round(performance.now() - startedMs);
      delivery.attempts.push({
        atMs,
        tookMs,
        outcome: "why" in outcome ? `${outcome.is}: ${outcome.why}` : outcome.is,
      });
      if (outcome.is !== "unanswered" || n >= deliveriesMax) return outcome;
      await sleep(retryGapMs, undefined, { ref: false });
    }
  }

  async #attempt({ pusher, openid, fields }: Letter): Promise<Outcome> {
    const { callbackMode, previousKeyUntilMs } = this.#options.settings();
    const { callback } = pusher;
    const nowMs = this.#options.now();
    const mode = callbackMode ?? callback.mode;
    const aesKey = (nowMs < previousKeyUntilMs && callback.aesKeyPrevious) || callback.aesKey;
    const { url, body, contentType } = callbackRequest({ pusher, mode, aesKey, openid, fields }, nowMs);
    try {
      const answer = await this.#ask(url, { method: "POST", headers: { "content-type": contentType }, body });
      if (answer.status !== 200) return { is: "unanswered", why: `HTTP ${answer.status}` };
      return readReply(answer.body, { pusher, mode, aesKey, openid });
    } catch (cause) {
      return { is: "unanswered", why: cause instanceof Error ? cause.message : String(cause) };
    }
  }

  /** Gives up by its own clock too: a fetch put in by a test may not know signals. */
  async #ask(url: string, init?: RequestInit): Promise<{ status: number; body: string }> {
    const { answerWithinMs } = this.#options.settings();
    const waiting = new AbortController();
    const asking = (async () => {
      const answer = await this.#options.fetch(url, { ...init, redirect: "manual", signal: waiting.signal });
      return { status: answer.status, body: await answer.text() };
    })();
    // Lost when the time is over first.
    asking.catch(() => undefined);
    const done = new AbortController();
    const late = sleep(answerWithinMs, undefined, { ref: false, signal: done.signal }).then(() => {
      throw new Error(`no answer in ${answerWithinMs} ms`);
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([asking, late]);
    } finally {
      done.abort();
      waiting.abort();
    }
  }
}

function inOrder(held: readonly Sent[], order: Order): Sent[] {
  if (order === "as_sent") return [...held];
  if (order === "reversed") return held.toReversed();
  if (order === "shuffled") return shuffle(held);
  return order.flatMap((id) => held.filter(({ delivery }) => delivery.id === id));
}

function shuffle(held: readonly Sent[]): Sent[] {
  const left = [...held];
  return held.flatMap(() => left.splice(randomInt(left.length), 1));
}
