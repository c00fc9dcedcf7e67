// The scene of a printed code: a mini-program code brings it as `scene`, a link QR inside its whole address, as `q`.
// WeChat gives both URL-encoded once. What cannot be ours is left out: it must not spoil the sign-in.
import { Scene } from "@huike/shared/id";
import { sceneOfLink } from "@huike/shared/link";

export const sceneOfQuery = (query: { readonly scene?: string; readonly q?: string }): string | undefined =>
  readScene(query.scene) ?? (query.q === undefined ? undefined : sceneOfLink(decodeOnce(query.q)));

export function readScene(scene: string | undefined): string | undefined {
  if (scene === undefined) return undefined;
  const parsed = Scene.safeParse(decodeOnce(scene));
  return parsed.success ? parsed.data : undefined;
}

export function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
