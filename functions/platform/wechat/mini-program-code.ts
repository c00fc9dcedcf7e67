// The mini-program code of a scene (wxa/getwxacodeunlimit): without a total limit, 5,000 a minute,
// scene ≤ 32 visible characters, page without a leading slash.
import type { Wechat } from "./request.ts";

/** Where every code of ours leads. */
const LANDING_PAGE = "pages/landing/index";
/** Printed at 30 mm and more; WeChat takes 280–1280. */
const WIDTH_PX = 430;

export type CodeImage = { readonly contentType: string; readonly base64: string };

/** Throws WechatError when WeChat refuses the scene or the page. */
export async function codeOfScene(wechat: Wechat, scene: string): Promise<CodeImage> {
  const { contentType, body } = await wechat.sendAsApp({
    method: "POST",
    path: "/wxa/getwxacodeunlimit",
    json: { scene, page: LANDING_PAGE, width: WIDTH_PX },
    isRepeatable: true,
  });
  return { contentType, base64: body.toString("base64") };
}
