import "../testing/entry-env.ts";

import { GetChannelCode } from "@huike/shared/channel";
import { channelLink } from "@huike/shared/link";
import { servePage } from "../platform/serve-page.ts";
import { behindGateway, openChain } from "../testing/chain.ts";
import { readSvgCode } from "../testing/read-svg-code.ts";
import { showChannelCode } from "./show-channel-code.ts";
import { showLinkPage } from "./show-link-page.ts";

const WECHAT = "Mozilla/5.0 (iPhone) AppleWebKit/605 MicroMessenger/8.0.60";

describe("the page behind a link QR", () => {
  const chain = openChain();
  let shop: string;
  beforeAll(async () => {
    shop = await chain.shop("<b>人民路店</b>");
  });
  const open = async (scene: string, agent = "Mozilla/5.0 Safari") => {
    const ask = behindGateway(servePage({ path: "/q/:scene", env: () => chain.env, show: showLinkPage }));
    const response = await ask(`/q/${scene}`, { headers: { "user-agent": agent } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test("shows the offer, the shop and the ways into WeChat; runs nothing and loads nothing", async () => {
    const scene = await chain.channel({ storeId: shop, offerId: await chain.offer() });
    const page = await open(scene);
    expect(page.status).toBe(200);
    expect(page.text).toContain("满 100 减 20");
    expect(page.text).toContain("送你一张券");
    expect(page.text).toContain("data:image/png;base64,");
    expect(page.text).toMatch(/href="https?:[^"]+">在微信里打开/);
    expect(page.text).toMatch(/href="tel:[\d-]+"/);
    expect(page.text).not.toMatch(/<script|src="http|<b>/);
    expect(page.text).toContain("&lt;b&gt;人民路店");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("in WeChat's own browser the code is long-pressed, no other way is offered", async () => {
    const scene = await chain.channel({ storeId: shop, offerId: await chain.offer() });
    const page = await open(scene, WECHAT);
    expect(page.text).toContain("长按下面的小程序码");
    expect(page.text).not.toContain("在微信里打开");
  });

  test("says kindly what is wrong with a code, and asks WeChat for nothing", async () => {
    const asked: string[] = [];
    chain.wechatFault = (url) => void asked.push(url);
    const retired = await chain.channel({ storeId: shop, offerId: await chain.offer(), state: "retired" });
    const strange = await open("neverprinted");
    expect(strange).toMatchObject({ status: 404 });
    expect(strange.text).toContain("这张码不是我们的");
    const page = await open(retired);
    expect(page.status).toBe(410);
    expect(page.text).toContain("这张码已停用");
    expect(page.text).toContain("tel:");
    expect(asked).toEqual([]);
    chain.wechatFault = undefined;
  });

  test("serves the file by which WeChat sees whose domain it is, and nothing like it", async () => {
    const proof = "AbCd123456.txt 0123456789abcdef";
    const ask = behindGateway(servePage({ path: "/q/:scene", env: () => chain.env, show: showLinkPage, proof }));
    expect(await (await ask("/q/AbCd123456.txt")).text()).toBe("0123456789abcdef");
    expect((await ask("/q/other.txt")).status).toBe(404);
  });

  test("stands without WeChat: offer and shop, no code", async () => {
    chain.forget();
    chain.wechatFault = () => new Response("bad gateway", { status: 502 });
    const scene = await chain.channel({ storeId: shop, offerId: await chain.offer() });
    const page = await open(scene);
    chain.wechatFault = undefined;
    expect(page.status).toBe(200);
    expect(page.text).toContain("满 100 减 20");
    expect(page.text).not.toContain("<img");
  });

  test("is named by the QR an operator prints, and refused while there is no domain", async () => {
    const scene = await chain.channel({ storeId: shop, offerId: await chain.offer() });
    const owner = await chain.owner();
    const { image } = await chain.must(GetChannelCode, { scene, code: "link" }, owner);
    expect(image.contentType).toBe("image/svg+xml");
    expect(readSvgCode(image)).toBe(channelLink("https://q.chain.test", scene));
    const staff = { role: "owner", name: "店主", clerkNo: "00", state: "active" } as const;
    const refused = await showChannelCode({ staff }, { scene, code: "link" }, { ...chain.env, linkDomain: undefined });
    expect(refused).toMatchObject({ ok: false, error: "link_domain_missing" });
  });
});
