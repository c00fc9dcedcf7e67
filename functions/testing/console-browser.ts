// A browser at the console, for a test: it keeps cookies, names its page's origin, and signs in by somebody's phone.
import { APPROVAL_HEADER, DecideApproval } from "@huike/shared/approval";
import { ConfirmSignIn, OpenSignIn, ScanSignIn, TakeSignIn } from "@huike/shared/console-sign-in";
import { type Endpoint, httpCall, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";
import type { Answer, Chain, Instance, Person } from "./chain.ts";

const ORIGIN = "http://chain.test";
export const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

type Failed = { error?: string; detail?: { approvalId?: string } };
export type BrowserAnswer<T> = Answer<T> & { detail?: { approvalId?: string } };

export class ConsoleBrowser {
  readonly cookies = new Map<string, string>();
  /** What this browser sends beside its cookies; a test bends them. */
  headers: Record<string, string> = { origin: ORIGIN, "content-type": "application/json", "user-agent": CHROME };
  /** Another instance of the Lambdas than the chain's own. */
  on: Instance | undefined;
  private readonly chain: Chain;

  constructor(chain: Chain) {
    this.chain = chain;
  }

  async call<E extends Endpoint>(
    e: E,
    request: RequestOf<E>,
    approvalId?: string,
  ): Promise<BrowserAnswer<ResponseOf<E>>> {
    const { method, url, body } = httpCall(e, request);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = {
      ...this.headers,
      ...(cookie ? { cookie } : {}),
      ...(approvalId ? { [APPROVAL_HEADER]: approvalId } : {}),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await (this.on ? this.on[e.audience](url, init) : this.chain.raw(e.audience, url, init));
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const answer = (await response.json()) as Failed & ResponseOf<E>;
    if (response.status !== 200) return { ...(answer as Failed), value: answer, status: response.status };
    return { status: 200, value: e.response.parse(answer) as ResponseOf<E> };
  }

  private keep(line: string): void {
    const [pair = "", ...rest] = line.split("; ");
    const [name = "", value = ""] = pair.split("=");
    if (rest.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** Scanned and confirmed by the phone, taken by this browser. */
  async signIn(phone: Person): Promise<this> {
    const { signInId } = (await this.call(OpenSignIn, {})).value;
    await this.chain.must(ScanSignIn, { signInId }, phone);
    await this.chain.must(ConfirmSignIn, { signInId }, phone);
    const taken = await this.call(TakeSignIn, { signInId });
    if (taken.value.state !== "taken") throw new Error(`the sign-in is ${taken.value.state}`);
    return this;
  }

  /** A call that needs the phone's yes, with it. */
  async callApproved<E extends Endpoint>(e: E, request: RequestOf<E>, phone: Person) {
    const asked = await this.call(e, request);
    const approvalId = asked.detail?.approvalId;
    if (!approvalId) throw new Error(`${e.path}: ${asked.status} ${asked.error}, no yes was asked for`);
    await this.chain.must(DecideApproval, { approvalId, decision: "approve" }, phone);
    return this.call(e, request, approvalId);
  }
}
