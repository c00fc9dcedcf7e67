/** A browser zooms by itself. */
export const systemFontScale = (): number => 1;
