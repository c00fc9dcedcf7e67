import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { setLanguage } from "../../text/language";
import { type Draft, faultsOf, newDraft } from "./draft";
import { massFaultText } from "./live-words";
import { MassReported } from "./MassReported";
import { WaySentences } from "./WaySentences";

const nowMs = Date.UTC(2026, 0, 5);

/** The sentences as a page holds them; answers what the draft is now. */
function open(change: Partial<Draft>): () => Draft {
  let now = { ...newDraft("cmp_abcd1234abcd1234", nowMs), ...change };
  function Held() {
    const [draft, set] = useState(now);
    now = draft;
    const faults = faultsOf(draft, {}, nowMs);
    return (
      <WaySentences
        draft={draft}
        faults={faults}
        templates={{}}
        change={(part) => set((before) => ({ ...before, ...part }))}
      />
    );
  }
  render(<Held />);
  return () => now;
}

describe("writing a mass message", () => {
  beforeAll(() => {
    setLanguage("zh");
    window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
    // A text that grows by itself watches its size; jsdom has none.
    globalThis.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
  });

  test("says whom it reaches and how often, and takes what sells", () => {
    const draft = open({ path: "notice", kind: "promotion" });
    fireEvent.click(screen.getByText("群发消息"));
    screen.getByText(/每位粉丝每月最多收到 4 条/);
    fireEvent.change(screen.getByLabelText("正文"), { target: { value: "全场 8 折，只到周日" } });
    expect(draft()).toMatchObject({ path: "mass", letter: "全场 8 折，只到周日" });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("says at the way why it does not wait for one person's occasion", () => {
    open({ path: "mass", letter: "上新", when: "trigger", on: "joined" });
    expect(screen.getByRole("alert").textContent).toContain("至少两个人");
  });
});

describe("what WeChat reports", () => {
  const report = { calls: 3, reported: 2, total: 1_900, filtered: 1_800, sent: 1_790, failed: 10, faults: [] };

  test("stands in its own numbers, with the calls it has not reported on", () => {
    render(<MassReported report={report} />);
    for (const text of ["1,900", "1,800", "1,790", "10"]) screen.getByText(text);
    screen.getByText(/3 次调用里已回报 2 次/);
  });

  test("names each other end in words", () => {
    render(<MassReported report={{ ...report, faults: [{ status: "err(10001)", calls: 1 }] }} />);
    screen.getByText("1 次没有成功：涉嫌广告（10001）");
    expect(massFaultText("send fail", "zh")).toBe("微信发送失败");
    expect(massFaultText("err(99999)", "en")).toBe("err(99999)");
  });
});
