import { APPROVAL_HEADER, GetApproval } from "@huike/shared/approval";
import { fullPath } from "@huike/shared/endpoint";
import { VoidOffer } from "@huike/shared/offer-life";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { act } from "../api/act";
import { setLanguage } from "../text/language";
import { ApprovalDialog } from "./ApprovalDialog";

const order = { offerId: "ofr_abcd1234", why: "印错了" };
const approvalId = "apr_0123456789abcdef";
const path = (one: typeof GetApproval | typeof VoidOffer) =>
  fullPath(one).replace(":approvalId", approvalId).replace(":offerId", order.offerId);

/** A server that wants the phone's yes, and the phone's answer. */
function openServer(state: "approved" | "refused" | "pending") {
  const asked: { path: string; approval: string | null; body: unknown }[] = [];
  const answer = (status: number, body: unknown) => ({ status, text: async () => JSON.stringify(body) });
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    const approval = new Headers(init.headers).get(APPROVAL_HEADER);
    asked.push({ path: url, approval, body: init.body && JSON.parse(String(init.body)) });
    if (url === path(GetApproval)) {
      const times = { expiresAtMs: 300_000, serverNowMs: 0 };
      return answer(200, { approvalId, state, action: { zh: "作废「见面礼」", en: "Void" }, ...times });
    }
    if (approval === null) {
      return answer(428, { error: "approval_needed", message: { zh: "", en: "" }, detail: { approvalId } });
    }
    return answer(200, { offerId: order.offerId, done: 1, total: 1, cancelled: 1, isFinished: true });
  }) as never;
  return asked;
}

/** Lets the page go on while the work is waited for. */
async function settle<T>(work: () => Promise<T>): Promise<T> {
  const ended: T[] = [];
  void work().then((value) => ended.push(value));
  await waitFor(() => expect(ended).toHaveLength(1), { timeout: 10_000 });
  return ended[0] as T;
}

describe("a yes on the phone", () => {
  beforeAll(() => {
    setLanguage("zh");
    AbortSignal.timeout ??= () => new AbortController().signal;
    window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  });

  test("is waited for in the server's words, and the very same request is sent again with it", async () => {
    const asked = openServer("approved");
    render(<ApprovalDialog />);
    const answer = await settle(() => act(VoidOffer, order));
    expect(answer).toMatchObject({ ok: true, value: { cancelled: 1 } });
    const voids = asked.filter((one) => one.path === path(VoidOffer));
    expect(voids.map(({ approval }) => approval)).toEqual([null, approvalId]);
    expect(voids[1]?.body).toEqual(voids[0]?.body);
    // The same action again, as voiding goes on in pieces, asks nobody twice.
    await settle(() => act(VoidOffer, order));
    expect(asked.at(-1)).toMatchObject({ path: path(VoidOffer), approval: approvalId });
  });

  test("that is a no does nothing and says so", async () => {
    const asked = openServer("refused");
    render(<ApprovalDialog />);
    expect(await settle(() => act(VoidOffer, { ...order, why: "再想想" }))).toBeUndefined();
    expect(asked.filter((one) => one.path === path(VoidOffer))).toHaveLength(1);
    await screen.findByText("手机上点了不同意，没有执行。");
  });

  test("need not be waited for", async () => {
    openServer("pending");
    render(<ApprovalDialog />);
    const waiting = act(VoidOffer, { ...order, why: "不等了" });
    await screen.findByText("作废「见面礼」");
    fireEvent.click(screen.getByText("先不做"));
    expect(await waiting).toBeUndefined();
  });
});
