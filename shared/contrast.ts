// How well two colours stand apart, by WCAG 2.2 (relative luminance, contrast ratio), and colours made lighter or darker
// until they do.
import * as z from "zod/mini";

/** "#7a1f4b": opaque sRGB. */
export const Hex = z.string().check(z.regex(/^#[0-9a-f]{6}$/));
export type Hex = z.infer<typeof Hex>;

/** What text of any size needs (WCAG 2.2, 1.4.3 AA). */
export const CONTRAST_MIN = 4.5;

type Rgb = readonly [number, number, number];

const rgbOf = (hex: Hex): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as never;
const hexOf = (rgb: Rgb): Hex =>
  `#${rgb
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

function luminance(hex: Hex): number {
  const [red, green, blue] = rgbOf(hex).map(linear) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21; either way round. */
export function contrast(one: Hex, other: Hex): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** As it is shown: cut, never rounded up to a limit it does not reach. */
export const contrastText = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);

/** The same hue at another lightness, 0 black to 1 white, and no more saturated than that. */
export function atLightness(hex: Hex, lightness: number, saturationMax = 1): Hex {
  const rgb = rgbOf(hex);
  const [least, most] = [Math.min(...rgb), Math.max(...rgb)];
  const middle = (least + most) / 2;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : Math.min(saturationMax, spread / (1 - Math.abs(2 * middle - 1)));
  const scale = spread === 0 ? 0 : (saturation * (1 - Math.abs(2 * lightness - 1))) / spread;
  return hexOf(rgb.map((part) => Math.min(1, Math.max(0, lightness + (part - middle) * scale))) as unknown as Rgb);
}

export const lightnessOf = (hex: Hex): number => (Math.min(...rgbOf(hex)) + Math.max(...rgbOf(hex))) / 2;

const STEP = 0.01;

type Walk = { readonly to: "white" | "black"; readonly from: number; readonly saturationMax?: number };

/** The first colour of this hue on the walk between two lightnesses of which `isEnough` holds; its end where none does. */
export function towards(hex: Hex, { to, from, saturationMax }: Walk, isEnough: (one: Hex) => boolean): Hex {
  const step = to === "white" ? STEP : -STEP;
  for (let lightness = from; lightness > 0 && lightness < 1; lightness += step) {
    const one = atLightness(hex, lightness, saturationMax);
    if (isEnough(one)) return one;
  }
  return to === "white" ? "#ffffff" : "#000000";
}
