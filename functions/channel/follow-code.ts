// The follow QR of a channel. What hangs in a shop for years gets a permanent code, which is scarce;
// what is a person's or a campaign's gets one of 30 days, to be printed anew.
import type { ChannelKind } from "@huike/shared/channel";
import type { Env } from "../platform/env.ts";
import { createFollowCode, followCodeImage, TEMPORARY_MAX_S } from "../platform/wechat/follow-code.ts";
import type { CodeImage } from "../platform/wechat/mini-program-code.ts";
import { carriedBy, followNumberOf } from "./follow-number.ts";

const AGE_MS = 86_400_000;
const TEMPORARY: readonly ChannelKind[] = ["clerk", "campaign"];

export type FollowImage = { readonly image: CodeImage; readonly endsAtMs?: number };

/** The image, from memory for a day; undefined when no permanent code is left. */
export async function followImageOf(env: Env, scene: string, kind: ChannelKind): Promise<FollowImage | undefined> {
  const cache = env.cache<FollowImage>("follow-image", AGE_MS);
  if (TEMPORARY.includes(kind)) {
    const endsAtMs = env.nowMs() + TEMPORARY_MAX_S * 1000;
    return cache.get(scene, async () => ({ image: await printed(env, scene, "temporary"), endsAtMs }));
  }
  const id = await followNumberOf(env, scene);
  if (id === undefined) return undefined;
  return cache.get(carriedBy(id), async () => ({ image: await printed(env, carriedBy(id), "permanent") }));
}

async function printed(env: Env, carried: string, life: "permanent" | "temporary"): Promise<CodeImage> {
  const { ticket } = await createFollowCode(env.serviceAccount, carried, life);
  return followCodeImage(env.serviceAccount, ticket);
}
