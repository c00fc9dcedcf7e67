import { type LinkRule, linkRuleFor } from "./link-rule.ts";
import { openWechat } from "./open-wechat.ts";

const rule = (prefix: string, more: Partial<LinkRule> = {}): LinkRule => ({
  prefix,
  page: "pages/landing/index",
  ...more,
});
const isUnder = (prefix: string, address: string) => linkRuleFor([rule(prefix)], new URL(address)) !== undefined;

describe("a rule for link QRs", () => {
  test.each([
    ["https://m.huike.test/q/", "https://m.huike.test/q/zm01abcd"],
    ["https://m.huike.test/q/", "https://m.huike.test/q/"],
    ["https://m.huike.test/q/", "https://m.huike.test/q/zm01/more?from=poster#top"],
    ["https://m.huike.test/q", "https://m.huike.test/q?from=poster"],
    ["https://m.huike.test/q?t=8", "https://m.huike.test/q?t=81"],
    ["https://m.huike.test/q/?t=8", "https://m.huike.test/q/zm01?t=8&n=2"],
  ])("%s takes %s", (prefix, address) => {
    expect(isUnder(prefix, address)).toBe(true);
  });

  test.each([
    ["https://m.huike.test/q/", "http://m.huike.test/q/zm01abcd"],
    ["https://m.huike.test/q/", "https://www.huike.test/q/zm01abcd"],
    ["https://m.huike.test/q/", "https://m.huike.test.evil.test/q/zm01abcd"],
    ["https://m.huike.test/q/", "https://m.huike.test:8443/q/zm01abcd"],
    ["https://m.huike.test/q/", "https://m.huike.test/q"],
    ["https://m.huike.test/q/", "https://m.huike.test/Q/zm01abcd"],
    ["https://m.huike.test/q", "https://m.huike.test/q/zm01abcd"],
    ["https://m.huike.test/q", "https://m.huike.test/quick"],
    ["https://m.huike.test/q?t=8", "https://m.huike.test/q?t=7"],
    ["https://m.huike.test/q?t=8", "https://m.huike.test/q"],
  ])("%s leaves %s to the browser", (prefix, address) => {
    expect(isUnder(prefix, address)).toBe(false);
  });

  test("gives way to a longer one, also to one that is not published", () => {
    const [short, long] = [
      rule("https://m.huike.test/"),
      rule("https://m.huike.test/q/", { page: "pages/home/index" }),
    ];
    const address = new URL("https://m.huike.test/q/zm01abcd");
    expect(linkRuleFor([short, long], address)).toBe(long);
    expect(linkRuleFor([long, short], address)).toBe(long);
    expect(linkRuleFor([short, { ...long, isUnpublished: true }], address)).toBeUndefined();
  });
});

describe("a phone that scans a link QR", () => {
  const linkRules = [rule("https://m.huike.test/q/")];
  const url = "https://m.huike.test/q/zm01abcd?from=a%20b&to=店";

  test("opens the rule's page with the whole address encoded once, and the second of the scan", async () => {
    const wechat = openWechat({ linkRules });
    const opened = await wechat.askJson("/phones/xiaoyu/open", { text: url });
    expect(opened).toMatchObject({ is: "mini_program", launch: { path: "pages/landing/index", scene: 1011 } });
    const { q = "", scancode_time: at } = opened.launch.query;
    expect(decodeURIComponent(q)).toBe(url);
    expect(q).not.toMatch(/[:/?&=]/);
    expect(at).toBe(String(Date.UTC(2026, 10, 21, 4) / 1000));
    expect(await wechat.askJson("/phones/xiaoyu/launch")).toEqual(opened.launch);
    expect(opened.url).toBe(`/m/?phone=xiaoyu#/pages/landing/index?q=${q}&scancode_time=${at}`);
  });

  test("opens the web page where no rule is, and launches as before", async () => {
    const wechat = openWechat({ linkRules });
    const text = "https://m.huike.test/menu";
    expect(await wechat.askJson("/phones/xiaoyu/open", { text })).toEqual({ is: "web", url: text });
    expect(await wechat.askJson("/phones/xiaoyu/launch")).toMatchObject({ scene: 1001 });
  });

  test.each(["javascript:alert(1)", "data:text/html,hello", "weixin://dl/business/?t=1", "m.huike.test/q/zm01abcd"])(
    "takes %s for text",
    async (text) => {
      expect(await openWechat({ linkRules }).askJson("/phones/xiaoyu/open", { text })).toEqual({ is: "text", text });
    },
  );

  test("scanning inside the mini-program, is told the text", async () => {
    const wechat = openWechat({ linkRules });
    const read = await wechat.askJson("/phones/clerk/scan-result", { text: url });
    expect(read).toEqual({ result: url, scanType: "QR_CODE" });
  });

  test("is shown with its rules in the state", async () => {
    expect(await openWechat({ linkRules }).askJson("/state")).toMatchObject({ miniProgram: { linkRules } });
  });
});
