// getwxacodeunlimit and what a scanner makes of its image.
//
// WeChat's sunflower code has no public encoder, so the image is an ordinary QR of
// https://wxacode.fake/<appid>?scene=…&page=…, which only this WeChat's scanners know. It is a PNG
// where WeChat answers JPEG (unless is_hyaline): a server has to pass on the content type it is told.

import type { MiniProgram } from "./account.ts";
import type { Asked } from "./api-body.ts";
import { drawQr, type Ink } from "./draw-qr.ts";
import type { RateLimit } from "./rate-limit.ts";
import { rateLimit } from "./rate-limit.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";

const CODES_PER_MINUTE = 5000;
const SCENE_MAX = 32;
const SCENE_CHARS = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const WIDTH = { min: 280, usual: 430, max: 1280 };
const BLACK: Ink = [0, 0, 0];

export const codeLimit = (): RateLimit => rateLimit(CODES_PER_MINUTE);

/** POST /wxa/getwxacodeunlimit: the bytes of a PNG. */
export function makeMiniProgramCode(
  account: MiniProgram,
  limit: RateLimit,
  asked: Asked,
  nowMs: number,
): { png: Uint8Array } | Refusal {
  const page = asked.page === undefined || asked.page === "" ? account.pages[0] : asked.page;
  const errcode = wrongScene(asked.scene) ?? wrongPage(account, page, asked) ?? wrongLook(asked);
  if (errcode) return refuse(errcode, nowMs);
  if (!limit(account.appId, nowMs)) return refuse(45009, nowMs);
  const text = codeText(account.appId, String(asked.scene), String(page));
  const look = {
    widthPx: Number(asked.width ?? WIDTH.usual),
    ink: inkOf(asked),
    isHyaline: asked.is_hyaline === true,
  };
  return { png: drawQr(text, look) };
}

function wrongScene(scene: unknown): ErrCode | undefined {
  if (typeof scene !== "string") return 40129;
  if (scene.length > SCENE_MAX) return 40169;
  if (!SCENE_CHARS.test(scene)) return 40129;
  return scene.includes("scancode_time") ? 85096 : undefined;
}

function wrongPage(account: MiniProgram, page: unknown, asked: Asked): ErrCode | undefined {
  if (typeof page !== "string" || page.startsWith("/") || page.includes("?")) return 41030;
  return asked.check_path === false || account.pages.includes(page) ? undefined : 41030;
}

function wrongLook({ env_version: env = "release", width = WIDTH.usual }: Asked): ErrCode | undefined {
  if (env !== "release" && env !== "trial" && env !== "develop") return 40097;
  const isWidth = typeof width === "number" && Number.isInteger(width) && width >= WIDTH.min && width <= WIDTH.max;
  return isWidth ? undefined : 40097;
}

/** line_color counts only without auto_color, and its parts come as numbers or as texts. */
function inkOf({ auto_color: isAuto, line_color: color }: Asked): Ink {
  if (isAuto === true || typeof color !== "object" || color === null) return BLACK;
  const parts = ["r", "g", "b"].map((name) => Number((color as Asked)[name] ?? 0));
  const [r = 0, g = 0, b = 0] = parts.map((part) => Math.min(255, Math.max(0, part || 0)));
  return [r, g, b];
}

const CODE_ORIGIN = "https://wxacode.fake";

const codeText = (appId: string, scene: string, page: string): string =>
  `${CODE_ORIGIN}/${appId}?${new URLSearchParams({ scene, page })}`;

/** What a decoded text is to a scanner of this WeChat: a mini-program code, or some other text. */
export function readMiniProgramCode(text: string): { appId: string; page: string; scene: string } | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const [page, scene] = [url.searchParams.get("page"), url.searchParams.get("scene")];
  if (url.origin !== CODE_ORIGIN || !page || !scene) return undefined;
  return { appId: url.pathname.slice(1), page, scene };
}
