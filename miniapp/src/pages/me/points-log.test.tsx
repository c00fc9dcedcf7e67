import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aSession } from "../../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../../testing/phone";
import { useSession } from "../../state/session-state";
import { PointsLog } from "./PointsLog";

const atMs = Date.UTC(2025, 10, 20, 6, 2);
const earned = { kind: "earn", points: 80, atMs, storeName: "人民路店" };

describe("the points log", () => {
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session: aSession(), clockOffsetMs: 0 });
  });

  test("says how to begin while it is empty", async () => {
    phone.serve = () => ok({ lines: [] });
    render(<PointsLog points={0} />);
    expect(await screen.findByText("第一次到店就有积分")).toBeTruthy();
  });

  test("shows what came and went, and the pages after", async () => {
    const next = "1763618520000#ord_0000000000000001#earn";
    phone.serve = ({ url }) =>
      url.includes("before=") ? ok({ lines: [earned] }) : ok({ lines: [{ kind: "expire", points: -30, atMs }], next });
    render(<PointsLog points={50} />);
    expect(await screen.findByText("−30")).toBeTruthy();
    fireEvent.click(screen.getByText("看更多"));
    expect(await screen.findByText("+80")).toBeTruthy();
    expect(screen.getByText("消费 · 人民路店 · 11-20 14:02")).toBeTruthy();
    expect(screen.queryByText("看更多")).toBeNull();
    expect(sentTo("/api/member/points").map(({ url }) => url)[1]).toContain(encodeURIComponent(next));
  });

  test("is asked for again when the balance has changed", async () => {
    let lines: unknown[] = [];
    phone.serve = () => ok({ lines });
    const shown = render(<PointsLog points={0} />);
    await screen.findByText("第一次到店就有积分");
    lines = [earned];
    shown.rerender(<PointsLog points={80} />);
    expect(await screen.findByText("+80")).toBeTruthy();
  });

  test("says what keeps the level, and what to do when nothing is heard", async () => {
    const tierEnds = { untilMs: Date.UTC(2026, 5, 30, 15, 59), missingGrowth: 300 };
    phone.serve = () => ok({ lines: [earned], tierEnds });
    const shown = render(<PointsLog points={1} />);
    await waitFor(() => expect(shown.container.textContent).toContain("2026-06-30 前再消费 ¥300，保住现在的等级"));
    phone.serve = () => {
      throw new Error("no network");
    };
    shown.rerender(<PointsLog points={2} />);
    expect(await screen.findByText(/网络不通/)).toBeTruthy();
    phone.serve = () => ok({ lines: [earned] });
    fireEvent.click(screen.getByText("再试一次"));
    await waitFor(() => expect(screen.queryByText(/网络不通/)).toBeNull());
  });
});
