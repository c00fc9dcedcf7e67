// The 18 digits as CODE128, for scanners that read no QR. Set C packs two digits into a symbol, and 18 is even, so the
// whole code is: start C, nine pairs, checksum, stop. jsbarcode gives the table of bars; its encoder would be five
// times the size of these lines.
import { BARS, MODULO, START_C, STOP } from "jsbarcode/bin/barcodes/CODE128/constants.js";
import { runs, svgUri } from "./qr-image";

/** The standard's quiet zone, in modules. */
const QUIET = 10;
const HEIGHT = 40;

export function barcodeBits(digits: string): string {
  if (!/^(\d\d)+$/.test(digits)) throw new RangeError("CODE128 C takes an even number of digits");
  const pairs = digits.match(/\d\d/g)?.map(Number) ?? [];
  const checksum = pairs.reduce((sum, pair, i) => sum + pair * (i + 1), START_C) % MODULO;
  return [START_C, ...pairs, checksum, STOP].map((symbol) => String(BARS[symbol])).join("");
}

export function barcodeImage(digits: string): string {
  const bits = barcodeBits(digits);
  const width = bits.length + 2 * QUIET;
  const bars = runs(Array.from(bits, (bit) => bit === "1"));
  const path = bars.map(([x, length]) => `M${x + QUIET} ${HEIGHT / 2}h${length}`).join("");
  return svgUri(width * 2, HEIGHT * 2, `0 0 ${width} ${HEIGHT}`, path, HEIGHT);
}
