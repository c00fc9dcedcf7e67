import { PNG } from "pngjs";
import { decodeQR } from "qr/decode.js";
import { type Answer, appId, openWechat } from "./open-wechat.ts";

async function shop() {
  const wechat = openWechat();
  const { access_token } = await wechat.stableToken();
  const codeOf = (asked: unknown) => wechat.ask(`/api/wxa/getwxacodeunlimit?access_token=${access_token}`, asked);
  const imageOf = async (asked: unknown) => PNG.sync.read(Buffer.from(await (await codeOf(asked)).arrayBuffer()));
  const errorOf = async (asked: unknown): Promise<number | undefined> => {
    const answer = await codeOf(asked);
    expect(answer.status).toBe(200);
    return answer.headers.get("content-type")?.startsWith("application/json")
      ? ((await answer.json()) as Answer).errcode
      : undefined;
  };
  return { wechat, codeOf, imageOf, errorOf };
}

describe("a mini-program code", () => {
  test("is an image that says appid, scene and page", async () => {
    const { codeOf, imageOf } = await shop();
    const asked = { scene: "zm01abcd", page: "pages/landing/index" };
    expect((await codeOf(asked)).headers.get("content-type")).toBe("image/png");
    const image = await imageOf(asked);
    expect([image.width, image.height]).toEqual([430, 430]);
    expect(decodeQR(image)).toBe(`https://wxacode.fake/${appId}?scene=zm01abcd&page=pages%2Flanding%2Findex`);
  });

  test("opens the first page when none is named", async () => {
    const { imageOf } = await shop();
    expect(decodeQR(await imageOf({ scene: "zm01" }))).toContain("page=pages%2Fhome%2Findex");
  });

  test.each([280, 431, 1280])("of width %i is exactly that wide and can be read", async (width) => {
    const { imageOf } = await shop();
    const image = await imageOf({ scene: "x".repeat(32), width });
    expect(image.width).toBe(width);
    expect(decodeQR(image)).toContain("x".repeat(32));
  });

  test("has the ink and the see-through paper that were asked for", async () => {
    const { imageOf } = await shop();
    const { data } = await imageOf({ scene: "zm01", is_hyaline: true, line_color: { r: "122", g: 31, b: 75 } });
    const colors = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colors.add(data.subarray(at, at + 4).join());
    expect(colors).toEqual(new Set(["255,255,255,0", "122,31,75,255"]));
  });

  test.each(["a=1", "s8t12", "id=12&f=34", "!#$&'()*+,/:;=?@-._~", "x".repeat(32)])(
    "takes the scene %s",
    async (scene) => {
      const { wechat, imageOf } = await shop();
      const text = decodeQR(await imageOf({ scene, page: "pages/landing/index" }));
      const opened = await wechat.askJson("/phones/xiaoyu/open", { text });
      expect(decodeURIComponent(opened.launch.query.scene ?? "")).toBe(scene);
    },
  );

  test.each([
    [{}, 40129],
    [{ scene: "" }, 40129],
    [{ scene: 12 }, 40129],
    [{ scene: "桌号12" }, 40129],
    [{ scene: "a%20b" }, 40129],
    [{ scene: "a b" }, 40129],
    [{ scene: "a|b" }, 40129],
    [{ scene: "x".repeat(33) }, 40169],
    [{ scene: "scancode_time=1" }, 85096],
    [{ scene: "zm01", page: "/pages/landing/index" }, 41030],
    [{ scene: "zm01", page: "pages/landing/index?a=1" }, 41030],
    [{ scene: "zm01", page: "pages/nowhere/index" }, 41030],
    [{ scene: "zm01", env_version: "beta" }, 40097],
    [{ scene: "zm01", width: 279 }, 40097],
    [{ scene: "zm01", width: 1281 }, 40097],
    [{ scene: "zm01", width: "430" }, 40097],
  ])("asked for with %j is JSON with errcode %i and HTTP 200", async (asked, errcode) => {
    const { errorOf } = await shop();
    expect(await errorOf(asked)).toBe(errcode);
  });

  test("may name a page not yet published when the check is off", async () => {
    const { errorOf } = await shop();
    expect(await errorOf({ scene: "zm01", page: "pages/nowhere/index", check_path: false })).toBeUndefined();
  });

  test("is asked for by POST, with a token", async () => {
    const { wechat } = await shop();
    expect(await wechat.askJson("/api/wxa/getwxacodeunlimit")).toMatchObject({ errcode: 43002 });
    expect(await wechat.askJson("/api/wxa/getwxacodeunlimit", { scene: "zm01" })).toMatchObject({ errcode: 41001 });
    expect(await wechat.askJson("/api/wxa/no_such_call", {})).toMatchObject({ errcode: 40066 });
  });
});
