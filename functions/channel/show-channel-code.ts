// The codes of any channel, for printing.
import type { GetChannelCode } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { followImageOf } from "./follow-code.ts";
import { linkImageOf } from "./link-code.ts";
import { channelOf } from "./read-channel.ts";
import { imageOf } from "./show-my-code.ts";

export async function showChannelCode(
  { staff }: { readonly staff: StaffItem },
  { scene, code = "mini_program" }: RequestOf<typeof GetChannelCode>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetChannelCode>, ErrorOf<typeof GetChannelCode>>> {
  const channel = await channelOf(env, scene);
  if (!channel) return refused("channel_unknown");
  if (!seesStore(staff, channel.storeId)) return refused("not_your_store");
  if (code === "link") {
    return env.linkDomain
      ? ok({ scene, name: channel.name, image: linkImageOf(env.linkDomain, scene) })
      : refused("link_domain_missing");
  }
  if (code === "follow") {
    const follow = await followImageOf(env, scene, channel.kind);
    return follow ? ok({ scene, name: channel.name, ...follow }) : refused("follow_codes_used_up");
  }
  const image = await imageOf(env, scene);
  if (!image) throw new Error("WeChat answered a code without an image");
  return ok({ scene, name: channel.name, image });
}
