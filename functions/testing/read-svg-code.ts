// What a camera reads of a QR drawn as SVG: the modules are painted as squares and the picture is decoded.
import decodeQR from "qr/decode.js";

const SCALE = 4;

/** Each module is a square, its place given relative to the one before. */
export function readSvgCode({ base64 }: { readonly base64: string }): string {
  const svg = Buffer.from(base64, "base64").toString();
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * SCALE;
  const data = new Uint8Array(size * size * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, command, dx, dy] of svg.matchAll(/([Mm])(-?\d+) (-?\d+)/g)) {
    [x, y] = command === "M" ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)];
    for (let row = 0; row < SCALE; row++) {
      const start = ((y * SCALE + row) * size + x * SCALE) * 4;
      for (let i = 0; i < SCALE; i++) data.fill(0, start + i * 4, start + i * 4 + 3);
    }
  }
  return decodeQR({ width: size, height: size, data });
}
