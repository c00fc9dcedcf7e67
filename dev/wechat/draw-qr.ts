// A QR code as PNG bytes of an exact width.
import { PNG } from "pngjs";
import { encodeQR } from "qr";

export type Ink = readonly [r: number, g: number, b: number];

const QUIET_MODULES = 4;

/** Whole pixels a module, the rest as margin, so that nothing is blurred; hyaline: see-through paper. */
export function drawQr(text: string, look: { widthPx: number; ink: Ink; isHyaline: boolean }): Uint8Array {
  const modules = encodeQR(text, "raw", { ecc: "quartile", border: QUIET_MODULES });
  const modulePx = Math.floor(look.widthPx / modules.length);
  const marginPx = Math.floor((look.widthPx - modulePx * modules.length) / 2);
  const image = new PNG({ width: look.widthPx, height: look.widthPx });
  const paper = Buffer.from([255, 255, 255, look.isHyaline ? 0 : 255]);
  const ink = Buffer.from([...look.ink, 255]);
  image.data.fill(paper);
  modules.forEach((row, y) => {
    const line = Buffer.concat(row.map((isDark) => Buffer.alloc(4 * modulePx, isDark ? ink : paper)));
    for (let copy = 0; copy < modulePx; copy++)
      line.copy(image.data, 4 * ((marginPx + y * modulePx + copy) * look.widthPx + marginPx));
  });
  // Filter 0: the others cost a second of JavaScript and save nothing on a picture of squares.
  return PNG.sync.write(image, { filterType: 0, deflateStrategy: 0 });
}
