import { sentences } from "@huike/shared/sentences";
import { fireEvent, render, screen } from "@testing-library/react";
import { aSession } from "../../../../testing/people";
import { ok, phone, resetPhone } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import ReadyPage from "../ready/index";
import { nextSteps } from "../receipt/next-step";
import { useTill } from "../till-state";
import PracticePage from "./index";
import { lessonsAt, refusedAt } from "./lessons";
import { type CounterRefusal, decide } from "./made-up-counter";

/** A Monday, 14:00 in Shanghai; and the last minute of a Saturday there. */
const instants = [Date.UTC(2026, 0, 5, 6), Date.UTC(2026, 0, 10, 15, 59)];

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ staff: undefined, shift: undefined, visit: undefined, outcome: undefined });
});

test.each(instants)("every situation is refused for its own reason at %d", (nowMs) => {
  const met = Object.entries(refusedAt(nowMs)).map(([name, situation]) => {
    const decision = decide(situation, nowMs);
    return [name, decision.ok ? "accepted" : decision.error];
  });
  expect(met.filter(([name, error]) => name !== error)).toEqual([]);
});

test("a clerk meets each refusal once, with its sentence and its step, and nothing is sent or kept", async () => {
  const sentencesSeen: string[] = [];
  const { container } = render(<PracticePage />);
  const lessons = lessonsAt(Date.now());
  for (const { isConfirmed } of lessons) {
    expect(screen.getByText("练习 · 不算数")).toBeTruthy();
    fireEvent.click(screen.getByText("扫码"));
    if (isConfirmed) fireEvent.click(await screen.findByText(/核销.*−¥/));
    expect(await screen.findByText("练习")).toBeTruthy();
    expect(screen.queryByText(/核销成功|已记消费/)).toBeNull();
    expect(container.querySelector(".outcome")?.className).not.toMatch(/outcome--(ok|wait|bad|back)/);
    sentencesSeen.push(container.textContent ?? "");
    fireEvent.click(screen.getByText("下一位"));
  }
  expect(screen.getByText("练完了")).toBeTruthy();
  for (const [error, situation] of Object.entries(refusedAt(Date.now())) as [CounterRefusal, never][]) {
    const decision = decide(situation, Date.now());
    const sentence = decision.ok ? "" : explain(error, decision.detail, Date.now());
    expect(sentencesSeen.filter((text) => text.includes(sentence))).toHaveLength(1);
    const step = (nextSteps as Partial<Record<string, string>>)[error];
    expect(sentencesSeen.find((text) => text.includes(sentence))).toContain(step ?? sentences[error].zh);
  }
  expect(phone.sent).toEqual([]);
  expect([...phone.storage.keys()]).toEqual(["practised"]);
  expect(useTill.getState()).toMatchObject({ visit: undefined, outcome: undefined, shift: undefined });
});

test("is offered before the first shift, not again, and stays within reach", async () => {
  const staff = { name: "王芳", clerkNo: "03", role: "clerk", storeIds: ["sto_abcd"] };
  phone.serve = ({ url }) =>
    url === "/api/clerk/me"
      ? ok({ staff, serverNowMs: Date.now() })
      : ok({ day: "2026-01-05", mine: { members: 0, redemptions: 0, undone: 0 }, shops: [], receipts: [] });
  const first = render(<ReadyPage />);
  fireEvent.click(await screen.findByText("去练习"));
  expect(phone.visited).toEqual(["/packages/clerk/practice/index"]);
  first.unmount();
  phone.storage.set("practised", "true");
  render(<ReadyPage />);
  expect(await screen.findByText("练习模式")).toBeTruthy();
  expect(screen.queryByText("去练习")).toBeNull();
});
