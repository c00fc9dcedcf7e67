// The link QR of a channel, drawn here: WeChat has no part in it.
import { channelLink } from "@huike/shared/link";
import encodeQR from "qr";
import type { CodeImage } from "../platform/wechat/mini-program-code.ts";

/** Level Q and a quiet zone of four modules: a code on a shop door is scratched and half in shadow. */
const LOOK = { ecc: "quartile", border: 4 } as const;
/** For those who draw it as a picture; print scales it. */
const SIZE_PX = 430;

export function linkImageOf(domain: string, scene: string): CodeImage {
  const svg = encodeQR(channelLink(domain, scene), "svg", LOOK);
  const sized = svg.replace("<svg ", `<svg width="${SIZE_PX}" height="${SIZE_PX}" `);
  return { contentType: "image/svg+xml", base64: Buffer.from(sized).toString("base64") };
}
