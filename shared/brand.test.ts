import fc from "fast-check";
import {
  type Brand,
  contrastsOf,
  darkColours,
  dayColours,
  FIRST_BRAND,
  LOGO_BYTES_MAX,
  Logo,
  tooFaint,
} from "./brand.ts";
import { atLightness, CONTRAST_MIN, contrast, contrastText, lightnessOf } from "./contrast.ts";

const anyHex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);
const anyColours = fc.record({ accent: anyHex, card: anyHex });

describe("contrast", () => {
  // The first three are WCAG's own ends and the greys everybody knows; the others were read off WebAIM's checker.
  test.each([
    ["#000000", "#ffffff", 21],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#ff0000", "#ffffff", 4],
    ["#0000ff", "#ffffff", 8.59],
    ["#ffffff", "#ffffff", 1],
  ])("of %s and %s is %d, either way round", (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  test("is never shown as what it does not reach", () => {
    expect(contrastText(4.499)).toBe("4.4");
    expect(contrastText(4.5)).toBe("4.5");
  });

  test("a colour at its own lightness is itself, and at the ends white and black", () => {
    fc.assert(
      fc.property(anyHex, (hex) => {
        const [own, black, white] = [lightnessOf(hex), 0, 1].map((lightness) => atLightness(hex, lightness));
        return own === hex && black === "#000000" && white === "#ffffff";
      }),
    );
  });
});

describe("a brand's colours", () => {
  test("the built-in ones can be read, and are in the dark what was drawn by hand", () => {
    expect(tooFaint(FIRST_BRAND)).toBeUndefined();
    expect(darkColours(FIRST_BRAND)).toEqual({
      ...{ accent: "#f0a3c4", onAccent: "#2b0a1a", press: "#e58ab2", card: "#1f3a30" },
    });
    expect(dayColours(FIRST_BRAND)).toEqual({
      ...{ accent: "#7a1f4b", onAccent: "#ffffff", press: "#5c1437", card: "#d5ede1" },
    });
  });

  test("are refused for the pair hardest to read", () => {
    // White on it would do (4.5), the main colour on the page's ground does not.
    expect(tooFaint({ accent: "#767676", card: "#ffffff" })).toMatchObject({ pair: "accent_on_ground" });
    expect(tooFaint({ accent: "#7a1f4b", card: "#9a7f8f" })).toMatchObject({ pair: "accent_on_card" });
    expect(tooFaint({ accent: "#d0d0d0", card: "#7a1f4b" })).toMatchObject({ pair: "accent_on_ground" });
    const [first, ...rest] = contrastsOf({ accent: "#abcdef", card: "#fedcba" });
    expect(rest.every((one) => one.contrast >= (first?.contrast ?? 21))).toBe(true);
  });

  test("whatever is let through can be read by day, pressed and in the dark", () => {
    fc.assert(
      fc.property(anyColours, (colours) => {
        fc.pre(tooFaint(colours) === undefined);
        const day = dayColours(colours);
        const dark = darkColours(colours);
        const pairs = [
          ...[day, dark].flatMap(({ accent, onAccent, press, card }) => [
            [onAccent, accent],
            [onAccent, press],
            [accent, card],
          ]),
          ...["#1c2321", "#121715"].map((ground) => [dark.accent, ground]),
          ["#e9efec", dark.card],
          ["#1e2422", day.card],
          ["#f2f5f3", day.accent],
        ];
        return pairs.every(([one = "", other = ""]) => contrast(one, other) >= CONTRAST_MIN);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a logo", () => {
  const png = (bytes: number): Brand["logo"] =>
    `data:image/png;base64,${Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(bytes - 8)]).toString("base64")}`;
  const isLogo = (text: string | undefined) => Logo.safeParse(text).success;

  test("is a PNG or a JPEG of twenty kilobytes at most, and nothing that only says so", () => {
    expect(isLogo(png(LOGO_BYTES_MAX))).toBe(true);
    expect(isLogo(png(LOGO_BYTES_MAX + 30))).toBe(false);
    const jpeg = Buffer.from("ffd8ffe000104a464946", "hex").toString("base64");
    expect(isLogo(`data:image/jpeg;base64,${jpeg}`)).toBe(true);
    expect(isLogo(`data:image/svg+xml;base64,${Buffer.from("<svg onload=alert(1)>").toString("base64")}`)).toBe(false);
    expect(isLogo(`data:image/png;base64,${Buffer.from("<script>").toString("base64")}`)).toBe(false);
    expect(isLogo("https://example.com/logo.png")).toBe(false);
  });
});
