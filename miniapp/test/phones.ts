// The phones of people on the street, each a weapp host on its own phone of the running stack's fake WeChat.
import { Session } from "@huike/shared/member";
import { memberCode } from "@huike/shared/member-code";
import type { LocalStack } from "../../e2e/local-stack.ts";
import { Hand, until } from "./hand.ts";
import { readPng, readSvg } from "./read-qr.ts";
import type { WeappBundle } from "./weapp-host/bundle.ts";
import { createHost, type WeappHost } from "./weapp-host/host.ts";
import { nodeTransport } from "./weapp-host/node-transport.ts";
import type { Transport } from "./weapp-host/transport.ts";
import type { Storage } from "./weapp-host/wx-storage.ts";

export type OnPhone = { host: WeappHost; hand: Hand };

/** Of the seeded street: clerk 01's own code, and the shop of clerks 01 and 02. */
export const CLERK_POSTER = "k7m2q9ra";
export const OWN_SHOP = "sto_sh01";

const TILL = "packages/clerk/ready/index";
const TODAY = "packages/clerk/today/index";
/** Counts follow through the stream, and are cached for ten seconds. */
const COUNTED_MS_MAX = 25_000;

/** What a camera reads off the screen. */
export const codeOn = ({ hand }: OnPhone): Promise<string> =>
  until(() => readSvg(hand.page.querySelector(".qr-code wx-image")?.getAttribute("data-src") ?? ""));

/** The member's code at any time, from the secrets the phone keeps: what a picture of the screen would show. */
export function codeOf({ host }: OnPhone, ms: number): string {
  const session = Session.parse(JSON.parse(JSON.parse(host.storage.get("session") ?? "null")));
  const code = session.codeSecrets && memberCode(session.codeSecrets, ms);
  if (!code) throw new Error("the phone holds no secret for its code");
  return code;
}

/** Calls that put a question before the person, or read what is theirs. */
export const askedOfThePerson = ({ host }: OnPhone): string[] =>
  host.log.calls
    .map(({ name }) => name)
    .filter((name) => /Location|showModal|showActionSheet|scanCode|Privacy|requestSubscribeMessage/.test(name));

export async function openTill({ host, hand }: OnPhone): Promise<void> {
  host.launch();
  await until(async () => {
    // On a shift the app opens at the till by itself; the first time of the day the clerk goes there.
    if (hand.path !== TILL) await hand.tap("去收银台", 0);
  });
  await hand.isAt(TILL);
  await hand.sees(/\d\d号/); // the server has said who works here, and whether they are on a shift
}

/** Opens 我的业绩, and again until it shows this. */
export async function todayShows({ host, hand }: OnPhone, words: string): Promise<void> {
  await until(async () => {
    if (hand.path !== TODAY) await hand.tap("我的业绩");
    await hand.isAt(TODAY);
    try {
      await hand.sees(words, 500);
    } catch (error) {
      host.pages.navigateBack(1);
      throw error;
    }
  }, COUNTED_MS_MAX);
}

/** Holds a code before the till's camera. */
export async function scanAt({ host, hand }: OnPhone, text: string, button = "扫码"): Promise<void> {
  host.camera.hold(text);
  await hand.tap(button);
}

export class Phones {
  readonly #stack: LocalStack;
  readonly #bundle: WeappBundle;
  readonly #open = new Set<WeappHost>();

  constructor(stack: LocalStack, bundle: WeappBundle) {
    this.#stack = stack;
    this.#bundle = bundle;
  }

  take(
    name: string,
    { transport = nodeTransport, storage }: { transport?: Transport; storage?: Storage } = {},
  ): OnPhone {
    const server = { transport, origin: this.#stack.origin };
    const host = createHost(this.#bundle, { server, phone: name, withStyles: false, ...(storage ? { storage } : {}) });
    this.#open.add(host);
    return { host, hand: new Hand(host) };
  }

  /** The mini-program ended and to be opened again, on the same phone. */
  restart({ host }: OnPhone, name: string): OnPhone {
    host.close();
    this.#open.delete(host);
    return this.take(name, { storage: host.storage });
  }

  closeAll(): void {
    for (const host of this.#open) host.close();
    this.#open.clear();
  }

  /** Points WeChat's own scanner at a poster of the street, which starts the mini-program. */
  async scanPoster({ host }: OnPhone, scene: string): Promise<void> {
    const outcome = await host.link?.open(readPng(this.#stack.poster(scene).image.base64));
    if (outcome?.is !== "mini_program") throw new Error(`the poster ${scene} does not open the mini-program`);
    host.launch(outcome.launch);
  }

  async newMember(name: string, scene = CLERK_POSTER): Promise<OnPhone> {
    const member = this.take(name);
    await this.scanPoster(member, scene);
    await member.hand.tap("同意协议并领取");
    await member.hand.sees("已在你的卡包");
    return member;
  }

  async clerkOnShift(name: string, transport?: Transport): Promise<OnPhone> {
    const till = this.take(name, transport ? { transport } : {});
    await openTill(till);
    if (till.hand.words.includes("还没上班")) await scanAt(till, this.#stack.tableCard(OWN_SHOP), "扫台卡上班");
    await till.hand.sees("人民路店");
    await till.hand.sees("交班");
    return till;
  }
}
