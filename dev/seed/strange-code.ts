// A code that looks like one of ours and names a scene nobody made: a wrong print, or somebody
// else's joke. Our API would not order it from WeChat, so it is forged from a good one.
import type { CodeImage } from "@huike/shared/channel";
import { PNG } from "pngjs";
import { decodeQR } from "qr/decode.js";
import type * as z from "zod/mini";
import { drawQr } from "../wechat/draw-qr.ts";

type Image = z.infer<typeof CodeImage>;

const DECODE_MS_MAX = 2000;

export function forgeCode(good: Image, scene: string): Image {
  const png = PNG.sync.read(Buffer.from(good.base64, "base64"));
  const url = new URL(decodeQR(png, { timeLimit: DECODE_MS_MAX }));
  url.searchParams.set("scene", scene);
  const bytes = drawQr(url.href, { widthPx: png.width, ink: [0, 0, 0], isHyaline: false });
  return { contentType: "image/png", base64: Buffer.from(bytes).toString("base64") };
}
