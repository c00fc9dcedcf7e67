// The reading size set in WeChat: 1 is ordinary.
import { native } from "./wx";

export function systemFontScale(): number {
  try {
    return native.getAppBaseInfo?.().fontSizeScaleFactor ?? 1;
  } catch {
    return 1;
  }
}
