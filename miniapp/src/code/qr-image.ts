// A QR code as an SVG data URI. Runs of dark modules are merged into one stroke each: the picture crosses setData every
// 30 seconds, and this halves it.
import encodeQR from "qr";

/** The standard's quiet zone. */
const QUIET = 4;
const MODULE_PX = 8;

/** WeChat has no TextEncoder; our codes are ASCII, and anything else must not crash the page. */
const utf8 = (text: string): Uint8Array =>
  Uint8Array.from(unescape(encodeURIComponent(text)), (char) => char.charCodeAt(0));

/** Rows of modules, the quiet zone around them included. */
export function qrModules(text: string): boolean[][] {
  return encodeQR(text, "raw", { ecc: "medium", border: QUIET, textEncoder: utf8 });
}

export function qrImage(text: string): string {
  const rows = qrModules(text);
  const side = rows.length;
  const path = rows.map((row, y) =>
    runs(row)
      .map(([x, length]) => `M${x} ${y}.5h${length}`)
      .join(""),
  );
  return svgUri(side * MODULE_PX, side * MODULE_PX, `0 0 ${side} ${side}`, path.join(""), 1);
}

/** Where dark modules start, and how many follow each other. */
export function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found[found.length - 1];
    if (dark && last && last[0] + last[1] === x) last[1] += 1;
    else if (dark) found.push([x, 1]);
  });
  return found;
}

/** White ground, black strokes; explicit size, so that whoever copies the picture to a canvas gets its pixels. */
export function svgUri(widthPx: number, heightPx: number, viewBox: string, path: string, strokeWidth: number): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="${viewBox}" ` +
    `preserveAspectRatio="none" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h9999v9999H0z"/>` +
    `<path stroke="#000" stroke-width="${strokeWidth}" d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
