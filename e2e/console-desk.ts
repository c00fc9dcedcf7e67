// Somebody at a desk who signs in to the console: the browser shows a code, a camera reads it, the phone says yes.
import { DecideApproval, ListApprovals } from "@huike/shared/approval";
import { ConfirmSignIn, readSignInText, ScanSignIn } from "@huike/shared/console-sign-in";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import decodeQR from "qr/decode.js";
import { type Api, call } from "../dev/seed/call.ts";
import { signIn } from "../dev/seed/sign-in.ts";

/** What a camera reads of a picture; throws where there is no code in it. */
export function readCode(picture: Buffer): string {
  const { width, height, data } = PNG.sync.read(picture);
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}

export class Desk {
  readonly page: Page;
  readonly #phone: Api;

  private constructor(page: Page, phone: Api) {
    this.page = page;
    this.#phone = phone;
  }

  /** Opens the address and signs in there; the address stays. */
  static async open(page: Page, origin: string, phone: string, path = "/console/"): Promise<Desk> {
    const desk = new Desk(page, (await signIn(origin, phone)).api);
    await page.goto(origin + path);
    await page.locator(".sign-in__qr").waitFor();
    const signInId = readSignInText(readCode(await page.locator(".sign-in__qr").screenshot()));
    if (!signInId) throw new Error("the page's code is no sign-in");
    await call(desk.#phone, ScanSignIn, { signInId });
    await page.getByText("已扫码，请在手机上确认").waitFor();
    await call(desk.#phone, ConfirmSignIn, { signInId });
    await page.locator(".person__name").waitFor();
    return desk;
  }

  /** Says yes or no on the phone to what the browser waits for; returns the sentence the phone showed. */
  async decide(decision: "approve" | "refuse"): Promise<string> {
    const { approvals } = await call(this.#phone, ListApprovals, {});
    const [newest] = approvals;
    if (!newest) throw new Error("the phone is asked nothing");
    await call(this.#phone, DecideApproval, { approvalId: newest.approvalId, decision });
    return newest.action.zh;
  }
}
