// The clerk's own mini-program code, made by WeChat, to show to customers.
import type { GetMyCode } from "@huike/shared/counter";
import { type ErrorOf, ok, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { type CodeImage, codeOfScene } from "../platform/wechat/mini-program-code.ts";
import { ownChannelKey } from "./channel.items.ts";
import { activeChannel } from "./read-channel.ts";

/** A code never changes: its scene is its name. */
const IMAGE_AGE_MS = 86_400_000;

export const imageOf = (env: Env, scene: string): Promise<CodeImage | undefined> =>
  env.cache<CodeImage>("code-image", IMAGE_AGE_MS).get(scene, () => codeOfScene(env.wechat, scene));

export async function showMyCode(
  { memberNo }: Member,
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetMyCode>, ErrorOf<typeof GetMyCode>>> {
  const own = await getItem<{ scene: string }>(env.tables, ownChannelKey(memberNo));
  if (!own || !(await activeChannel(env, own.scene)).ok) return refused("no_own_channel");
  const image = await imageOf(env, own.scene);
  if (!image) throw new Error("WeChat answered a code without an image");
  return ok({ scene: own.scene, image });
}
