// Changes what the service account answers by itself. What WeChat would punish or cut off is refused with the place named.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { faultOfReplies, type GetReplies, type PutReplies, type Replies } from "@huike/shared/replies";
import { channelOf } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { putVersion } from "../platform/put-version.ts";
import { forgetReplies, freshReplies } from "./read-replies.ts";
import { repliesKey } from "./reply.items.ts";

export async function putReplies(
  { memberNo }: Member,
  { ifVersion, replies, why }: RequestOf<typeof PutReplies>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutReplies>, ErrorOf<typeof PutReplies>>> {
  const fault = faultOfReplies(replies);
  if (fault) {
    const { error, ...detail } = fault;
    return refused(error, detail);
  }
  for (const { scene, title } of linkedChannels(replies))
    if (!(await channelOf(env, scene))) return refused("link_channel_unknown", title === undefined ? {} : { title });
  const text = JSON.stringify(replies);
  if (!(await putVersion(env, repliesKey, { ifVersion, text, by: memberNo, why }))) return refused("setting_changed");
  forgetReplies(env);
  return ok({ version: ifVersion + 1 });
}

type Linked = { readonly scene: string; readonly title?: string };

function linkedChannels({ rules, otherwise }: Replies): Linked[] {
  const linked = rules.map(({ name, reply }) => ({ scene: reply.link?.scene, title: name }));
  return [...linked, { scene: otherwise?.link?.scene }].filter((one): one is Linked => one.scene !== undefined);
}

/** As it stands in the table: it is going to be changed from there. */
export async function showReplies(
  _: Member,
  __: RequestOf<typeof GetReplies>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetReplies>, ErrorOf<typeof GetReplies>>> {
  const { version, replies } = await freshReplies(env);
  return ok({ version, replies });
}
