// The brand's colours as a page's root carries them: which of them hold is the style sheet's choice, by day and in the dark.
import { type Brand, darkColours, dayColours } from "@huike/shared/brand";

const made = new WeakMap<Brand, Record<string, string>>();

/** Made once a brand: a page that is drawn again sends nothing new to the view. */
export function brandStyle(brand: Brand): Record<string, string> {
  const known = made.get(brand);
  if (known) return known;
  const [day, dark] = [dayColours(brand), darkColours(brand)];
  const style = {
    ...{ "--b-accent": day.accent, "--b-press": day.press, "--b-card": day.card },
    ...{ "--d-accent": dark.accent, "--d-on-accent": dark.onAccent, "--d-press": dark.press, "--d-card": dark.card },
  };
  made.set(brand, style);
  return style;
}
