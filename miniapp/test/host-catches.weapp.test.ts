// The host is only worth something if it notices: each thing a phone lacks, used by a page, must end in log.errors.
import { existsSync } from "node:fs";
import { until } from "./hand.ts";
import { type TinyPage, tinyWeapp } from "./tiny-weapp.ts";
import { weappDist } from "./weapp-dist.ts";
import type { WeappBundle } from "./weapp-host/bundle.ts";
import { createHost, type WeappHost } from "./weapp-host/host.ts";
import { packWeapp } from "./weapp-host/pack.ts";

const opened: WeappHost[] = [];
afterEach(() => {
  for (const host of opened.splice(0)) host.close();
});

function run(bundle: WeappBundle): WeappHost {
  const host = createHost(bundle, { withStyles: false });
  opened.push(host);
  host.launch();
  return host;
}

const runPage = (page: TinyPage) => run(tinyWeapp({ "pages/a/a": page }));

describe("what a phone lacks", () => {
  test.each([
    ["TextEncoder", "new TextEncoder()"],
    ["AbortController", "new AbortController()"],
    ["document", "document.title"],
    ["window", "window.onresize = null"],
    ["location", "location.href"],
    ["fetch", "fetch('https://example.com')"],
    ["localStorage", "localStorage.setItem('a', '1')"],
    ["sessionStorage", "sessionStorage.length"],
    ["crypto", "crypto.getRandomValues(new Uint8Array(1))"],
    ["URL", "new URL('https://example.com')"],
    ["structuredClone", "structuredClone({})"],
    ["queueMicrotask", "queueMicrotask(() => {})"],
    ["atob", "atob('aGk=')"],
    ["Buffer", "Buffer.from('a')"],
    ["process", "process.env.NODE_ENV"],
    ["requestAnimationFrame", "requestAnimationFrame(() => {})"],
    ["performance", "performance.now()"],
    ["Intl", "new Intl.NumberFormat('zh-CN')"],
  ])("a page that touches %s is caught", (name, code) => {
    const { log } = runPage({ js: `onLoad() { ${code} }` });
    expect(log.errors.join("\n")).toContain(`touched ${name},`);
  });

  test("so is one that swallows the error", () => {
    const { log } = runPage({ js: "onLoad() { try { new TextEncoder() } catch {} }" });
    expect(log.errors).toEqual(["page code touched TextEncoder, which a phone does not have"]);
  });

  test("new Function and eval are refused", () => {
    const { log } = runPage({ js: "onLoad() { new Function('return 1')() }" });
    expect(log.errors.join()).toContain("new Function is not allowed");
    expect(runPage({ js: "onLoad() { (0, eval)('1') }" }).log.errors.join()).toContain("touched eval,");
  });

  test("asking with typeof first is not a touch, and is answered as on the phone", () => {
    const { log } = runPage({
      js: "onLoad() { if (typeof TextEncoder !== 'undefined' || typeof document === 'object') throw new Error('lied to') }",
    });
    expect(log.errors).toEqual([]);
  });

  test("the language itself, timers and wx are there", () => {
    const { log } = runPage({
      js: "onLoad() { new Map([[1, BigInt(2)]]); JSON.parse('{}'); setTimeout(() => {}); wx.getStorageSync('a'); globalThis.Math.max(1) }",
    });
    expect(log.errors).toEqual([]);
  });

  test("a name that is local to the page is its own affair", () => {
    const { log } = runPage({
      js: "onLoad() { const document = { title: 1 }; const self = document; return self.title }",
    });
    expect(log.errors).toEqual([]);
  });
});

describe("what goes wrong in a page", () => {
  test("an error in a handler, in a timer, and one that is only printed, all are recorded", async () => {
    const { log } = runPage({
      js: "onLoad() { console.error('The above error occurred in <Home>'); setTimeout(() => { throw new Error('late') }) }, onShow() { throw new Error('early') }",
    });
    await until(() => expect(log.errors).toHaveLength(3));
    expect(log.errors.join("\n")).toMatch(/The above error[\s\S]*early[\s\S]*late/);
  });

  test("a file that is not in the package is an error, whatever lies on this machine", () => {
    const { log } = run(tinyWeapp({ "pages/a/a": {} }, {}, "require('node:fs'); App({})"));
    expect(log.errors.join()).toContain('module "node:fs.js" is not defined');
  });

  test("faults of a template are told with file and line", () => {
    const { problems } = tinyWeapp({ "pages/a/a": { wxml: "<view>\n<text></view>" } });
    expect(problems).toContainEqual({
      file: "pages/a/a.wxml",
      line: 2,
      message: expect.stringContaining("missing end tag"),
    });
  });
});

describe("the real build, spoilt", () => {
  test("a TextEncoder put into its first page is caught; the page as built is clean", () => {
    expect(existsSync(weappDist)).toBe(true);
    const bundle = packWeapp(weappDist);
    const file = `${bundle.app.pages[0]}.js`;
    expect(run(bundle).log.errors).toEqual([]);
    const spoilt = { ...bundle, js: { ...bundle.js, [file]: `new TextEncoder();${bundle.js[file]}` } };
    expect(run(spoilt).log.errors.join()).toContain("touched TextEncoder,");
  });
});
