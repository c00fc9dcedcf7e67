import type { AudienceRule } from "@huike/shared/audience";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { setLanguage } from "../../text/language";
import { RuleEditor } from "./RuleEditor";

const visits = { is: "visits", days: 30, min: 2 } as const;
const absent = { is: "visits", days: 30, max: 0 } as const;

/** The editor as a page holds it; answers what the rule is now. */
function open(begin: AudienceRule): () => AudienceRule {
  let now = begin;
  function Held() {
    const [rule, set] = useState(begin);
    now = rule;
    return <RuleEditor value={rule} onChange={set} isTried />;
  }
  render(<Held />);
  return () => now;
}
// Roles are worked out from styles, and antd has many: by role this took twenty seconds.
const press = (name: string) => fireEvent.click(screen.getByText(name));
const pressNamed = (label: string) => fireEvent.click(screen.getByLabelText(label));
const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

describe("writing a rule by clicking", () => {
  beforeAll(() => {
    setLanguage("zh");
    window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  });

  test("adds questions, joins them by or, and turns one round", () => {
    const rule = open({ is: "all", of: [] });
    screen.getByText("没有条件：全部会员");
    press("到店 ≥ 2");
    press("30 天未到");
    expect(rule()).toEqual({ is: "all", of: [visits, absent] });
    pressNamed("满足任一");
    pressNamed("条件 2 取反");
    expect(rule()).toEqual({ is: "any", of: [visits, { is: "not", of: absent }] });
    pressNamed("条件 2 取反");
    pressNamed("删除条件 1");
    expect(rule()).toEqual({ is: "any", of: [absent] });
  });

  test("writes figures where they are read, in fen where they are yuan, and leaves out what is left open", () => {
    const rule = open({ is: "all", of: [{ is: "spent", days: 90, min: 50_000 }] });
    type("1 近", "60");
    type("1 至少", "");
    expect(screen.getByText("还有条件没填完（标红的）")).toBeTruthy();
    type("1 最多", "99.9");
    expect(rule()).toEqual({ is: "all", of: [{ is: "spent", days: 60, max: 9_990 }] });
    expect(screen.queryByText("还有条件没填完（标红的）")).toBeNull();
  });

  test("keeps groups apart: each has its own and or or, and goes with its last question", () => {
    const rule = open({ is: "all", of: [visits] });
    press("加一组");
    expect(rule()).toEqual({ is: "all", of: [visits, { is: "any", of: [visits] }] });
    pressNamed("删除条件 2.1");
    expect(rule()).toEqual({ is: "all", of: [visits] });
  });
});
