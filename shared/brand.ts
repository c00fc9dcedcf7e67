// 品牌: the chain's name, colours and logo as phones show them. One item, changed as a whole, its version counted. What
// cannot be read is refused here: every pair of colours in which text stands, by day and in the dark.
import * as z from "zod/mini";
import { atLightness, CONTRAST_MIN, contrast, Hex, lightnessOf, towards } from "./contrast.ts";
import { endpoint } from "./endpoint.ts";
import { Why } from "./offer.ts";
import type { Sentence } from "./sentences.ts";

/** A logo's file; as text a third more. */
export const LOGO_BYTES_MAX = 20 * 1024;
const LOGO_TEXT_MAX = Math.ceil(LOGO_BYTES_MAX / 3) * 4 + "data:image/jpeg;base64,".length;

/** A PNG or a JPEG, by the first bytes of each as well as by name. */
export const Logo = z
  .string()
  .check(
    z.maxLength(LOGO_TEXT_MAX),
    z.regex(/^data:image\/(png;base64,iVBORw0KGgo|jpeg;base64,\/9j\/)[A-Za-z0-9+/]+={0,2}$/),
  );

export const Brand = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(12)),
  /** What is pressed, linked and counted. */
  accent: Hex,
  /** The ground of the member card, and of what is chosen. */
  card: Hex,
  logo: z.optional(Logo),
});
export type Brand = z.infer<typeof Brand>;

/** 杨梅与豆青, until a chain has colours of its own. */
export const FIRST_BRAND: Brand = { name: "回客", accent: "#7a1f4b", card: "#d5ede1" };

/** The colours of every phone that no brand changes (miniapp/src/app.css). */
const DAY = { ground: "#f2f5f3", white: "#ffffff", ink: "#1e2422" };
const DARK = { surface: "#1c2321", ink: "#e9efec" };

export const contrastPairs = {
  white_on_accent: { zh: "主色按钮上的白字", en: "white on a button of the main colour" },
  accent_on_ground: { zh: "页面底色上的主色文字", en: "main colour on the page" },
  accent_on_card: { zh: "会员卡底色上的主色文字", en: "main colour on the card" },
  ink_on_card: { zh: "会员卡上的文字", en: "text on the card" },
} as const satisfies Record<string, Sentence>;
export type ContrastPair = keyof typeof contrastPairs;

export type PairContrast = { readonly pair: ContrastPair; readonly contrast: number };

/** Each pair in which text stands, the one hardest to read first. */
export function contrastsOf({ accent, card }: Pick<Brand, "accent" | "card">): PairContrast[] {
  const pairs: PairContrast[] = [
    { pair: "white_on_accent", contrast: contrast(DAY.white, accent) },
    { pair: "accent_on_ground", contrast: contrast(accent, DAY.ground) },
    { pair: "accent_on_card", contrast: contrast(accent, card) },
    { pair: "ink_on_card", contrast: contrast(DAY.ink, card) },
  ];
  return pairs.sort((a, b) => a.contrast - b.contrast);
}

/** The pair hardest to read, where it is too hard. */
export function tooFaint(colours: Pick<Brand, "accent" | "card">): PairContrast | undefined {
  return contrastsOf(colours).find((one) => one.contrast < CONTRAST_MIN);
}

export type BrandColours = { readonly accent: Hex; readonly onAccent: Hex; readonly press: Hex; readonly card: Hex };

/** Between a pressed button and one that is not, in lightness. */
const PRESS = 0.06;
const FIRST_DAY = { accent: FIRST_BRAND.accent, onAccent: DAY.white, press: "#5c1437" };
const FIRST_DARK = { accent: "#f0a3c4", onAccent: "#2b0a1a", press: "#e58ab2" };
const FIRST_DARK_CARD = "#1f3a30";
/** In the dark more is asked than the limit: small type shines. */
const DARK_TEXT_MIN = 7;
const DARK_CARD_MIN = 9;
const DARK_FROM = 0.2;
/** Black has no lightness to begin from. */
const LEAST = 0.01;
/** A colour that is full by day glares in the dark: cream would be mud, and green neon. */
const DARK_ACCENT_SATURATION = 0.55;
const DARK_CARD_SATURATION = 0.25;

const pressed = (accent: Hex): Hex => atLightness(accent, Math.max(0, lightnessOf(accent) - PRESS));

/** By day, as they were chosen. */
export function dayColours({ accent, card }: Pick<Brand, "accent" | "card">): BrandColours {
  if (accent === FIRST_BRAND.accent) return { ...FIRST_DAY, card };
  return { accent, onAccent: DAY.white, press: pressed(accent), card };
}

/** In the dark: the same hues, lighter text and a darker card, far enough apart whatever was chosen. */
export function darkColours(brand: Pick<Brand, "accent" | "card">): BrandColours {
  const card = darkCard(brand.card);
  if (brand.accent === FIRST_BRAND.accent && contrast(FIRST_DARK.accent, card) >= CONTRAST_MIN)
    return { ...FIRST_DARK, card };
  const accent = towards(
    brand.accent,
    {
      ...{ to: "white", saturationMax: DARK_ACCENT_SATURATION },
      from: Math.max(LEAST, lightnessOf(brand.accent)),
    },
    (one) => contrast(one, DARK.surface) >= DARK_TEXT_MIN && contrast(one, card) >= CONTRAST_MIN,
  );
  const onAccent = towards(
    brand.accent,
    { to: "black", from: DARK_FROM },
    (one) => contrast(one, accent) >= DARK_TEXT_MIN,
  );
  const press = pressed(accent);
  return { accent, onAccent, press: contrast(press, onAccent) >= CONTRAST_MIN ? press : accent, card };
}

const darkCard = (card: Hex): Hex =>
  card === FIRST_BRAND.card
    ? FIRST_DARK_CARD
    : towards(
        card,
        { to: "black", from: DARK_FROM, saturationMax: DARK_CARD_SATURATION },
        (one) => contrast(DARK.ink, one) >= DARK_CARD_MIN,
      );

const VersionedBrand = z.strictObject({ version: z.int(), brand: Brand });

export const GetBrand = endpoint({
  audience: "operator",
  method: "GET",
  path: "/brand",
  summary: "The chain's name, colours and logo, and their version; version 0 is what is built in",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: VersionedBrand,
  errors: {},
});

export const PutBrand = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/brand",
  summary: "Change them; phones follow within seconds of their next look at home",
  roles: ["operator", "owner"],
  request: z.strictObject({
    /** The version this change was made from. */
    version: z.int().check(z.gte(0)),
    brand: Brand,
    why: Why,
  }),
  response: z.strictObject({ version: z.int() }),
  errors: { brand_changed: 409, brand_too_faint: 400 },
});

export const GetPhoneBrand = endpoint({
  audience: "member",
  method: "GET",
  path: "/brand",
  summary: "The brand as phones show it; with the version the phone holds, nothing but that it still is the newest",
  roles: ["anyone"],
  request: z.strictObject({ version: z.optional(z.string().check(z.regex(/^\d{1,12}$/))) }),
  /** Without a brand where the phone holds it, or where the chain has none of its own (version 0). */
  response: z.strictObject({ version: z.int(), brand: z.optional(Brand) }),
  errors: {},
});
