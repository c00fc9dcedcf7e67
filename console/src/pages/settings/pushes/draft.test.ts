import { type PushRules, USUAL_RULES } from "@huike/shared/push-rules";
import { draftOf, faultsOf, keysIn, rulesOf } from "./draft";

const rules: PushRules = {
  ...USUAL_RULES,
  ...{ perWeek: 3, soloFen: 123_456 },
  templates: { receipt: { templateId: "tmpl_0123456789abcdefghij", title: "到账通知", fields: ["thing1", "time2"] } },
};
const written = draftOf(rules);

describe("the rules of pushes as they are written", () => {
  test("are the rules they were read from, and money is typed in yuan", () => {
    expect(rulesOf(written)).toEqual(rules);
    expect(written.soloYuan).toBe(1234.56);
    expect(faultsOf(written)).toEqual([]);
  });

  test("keys may be parted as people part them, and a template that was emptied is none", () => {
    expect(keysIn(" thing1，time2、 const3;")).toEqual(["thing1", "time2", "const3"]);
    const emptied = { ...written.templates, receipt: { templateId: " ", title: "", keys: "" } };
    expect(rulesOf({ ...written, templates: emptied }).templates).toEqual({});
  });

  test.each([
    ["an id too short", { templateId: "tmpl_1", title: "到账", keys: "thing1" }],
    ["no name", { templateId: "tmpl_0123456789abcdefghij", title: "", keys: "thing1" }],
    ["no field", { templateId: "tmpl_0123456789abcdefghij", title: "到账", keys: "" }],
    ["a field WeChat has not", { templateId: "tmpl_0123456789abcdefghij", title: "到账", keys: "word1" }],
    ["one field twice", { templateId: "tmpl_0123456789abcdefghij", title: "到账", keys: "thing1 thing1" }],
  ])("a template with %s is named", (_, restock) => {
    expect(faultsOf({ ...written, templates: { ...written.templates, restock } })).toEqual(["restock"]);
  });
});
