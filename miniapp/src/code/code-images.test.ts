import { couponCode } from "@huike/shared/member-code";
import Code128C from "jsbarcode/bin/barcodes/CODE128/CODE128C.js";
import { decodeQR } from "qr/decode.js";
import { barcodeBits, barcodeImage } from "./barcode-image";
import { qrImage, qrModules, runs } from "./qr-image";

const code = "912345678901234567";

/** What a camera sees: each module as 4 × 4 pixels. */
function decoded(rows: boolean[][]): string {
  const [scale, side] = [4, rows.length * 4];
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const shade = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 0 : 255;
      data.fill(shade, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data }, { textDecoder: (bytes) => Buffer.from(bytes).toString() });
}

describe("the pictures of a code", () => {
  test.each([code, couponCode(code, "ofr_abcd1234", 1), "小写 lower"])("QR reads back as %s", (text) => {
    expect(decoded(qrModules(text))).toBe(text);
  });

  test("QR needs no TextEncoder, which WeChat lacks", () => {
    expect(globalThis).not.toHaveProperty("TextEncoder");
    expect(decoded(qrModules("lower"))).toBe("lower");
  });

  test("QR is small enough to be redrawn every 30 seconds, and has pixels of its own", () => {
    const image = qrImage(couponCode(code, "ofr_abcd1234", 1));
    expect(image.length).toBeLessThan(3_000);
    expect(decodeURIComponent(image)).toMatch(/width="\d+" height="\d+"/);
  });

  test("the quiet zone is four modules", () => {
    const rows = qrModules(code);
    expect(rows.slice(0, 4).flat().some(Boolean)).toBe(false);
    expect(rows[4]?.slice(0, 5)).toEqual([false, false, false, false, true]);
  });

  test("CODE128 is bit for bit what jsbarcode's encoder draws", () => {
    for (const digits of [code, "00", "987654321098765432"]) {
      expect(barcodeBits(digits)).toBe(new Code128C(digits, {}).encode().data);
    }
    expect(barcodeImage(code)).toMatch(/^data:image\/svg\+xml,/);
  });

  test("CODE128 refuses what set C cannot say", () => {
    expect(() => barcodeBits("123")).toThrow("even number of digits");
    expect(() => barcodeBits("12a4")).toThrow("even number of digits");
  });

  test("runs merge neighbours", () => {
    expect(runs([true, true, false, true, false, false, true])).toEqual([
      [0, 2],
      [3, 1],
      [6, 1],
    ]);
  });
});
