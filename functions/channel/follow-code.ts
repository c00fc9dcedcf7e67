// The follow QR of a channel. A permanent scene is scarce and WeChat answers the same code for it
// again, so each instance asks once and remembers.
import type { Env } from "../platform/env.ts";
import { createFollowCode, followCodeImage } from "../platform/wechat/follow-code.ts";
import type { CodeImage } from "../platform/wechat/mini-program-code.ts";

const AGE_MS = 86_400_000;

export const followImageOf = (env: Env, scene: string): Promise<CodeImage | undefined> =>
  env.cache<CodeImage>("follow-image", AGE_MS).get(scene, async () => {
    const { ticket } = await createFollowCode(env.serviceAccount, scene, "permanent");
    return followCodeImage(env.serviceAccount, ticket);
  });
