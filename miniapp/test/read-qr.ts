// A camera: reads the QR code of a picture as it is drawn, so that a test sees what a scanner would see.
import { PNG } from "pngjs";
import decodeQR from "qr/decode.js";

const MODULE_PX = 8;
/** jsdom has no TextDecoder. */
const textDecoder = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

/** A PNG, as the fake WeChat draws mini-program codes. */
export function readPng(base64: string): string {
  const { width, height, data } = PNG.sync.read(Buffer.from(base64, "base64"));
  // jsdom has typed arrays of its own, and the decoder knows only those.
  return decodeQR({ width, height, data: new Uint8ClampedArray(data) }, { textDecoder });
}

/** An SVG of horizontal strokes, as the mini-program draws its codes. Reads nothing else, and says so. */
export function readSvg(dataUri: string): string {
  const svg = decodeURIComponent(dataUri.replace(/^data:image\/svg\+xml(;charset=utf-8)?,/, ""));
  const [, w, h] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  if (w === undefined || h === undefined) throw new Error(`no picture of a code: ${svg.slice(0, 80)}`);
  const width = Number(w) * MODULE_PX;
  const height = Number(h) * MODULE_PX;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [, stroke = "1", path = ""] of svg.matchAll(/stroke-width="([\d.]+)" d="([^"]*)"/g))
    for (const [, x, y, length] of path.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g))
      fillBlack(data, width, { x: Number(x), y: Number(y) - Number(stroke) / 2, w: Number(length), h: Number(stroke) });
  return decodeQR({ width, height, data }, { textDecoder });
}

function fillBlack(data: Uint8ClampedArray, width: number, box: { x: number; y: number; w: number; h: number }): void {
  const at = (n: number) => Math.round(n * MODULE_PX);
  for (let y = at(box.y); y < at(box.y + box.h); y += 1)
    for (let x = at(box.x); x < at(box.x + box.w); x += 1) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
}
