// Gives a member a tag or takes one away, by hand, and has rules know of it at once.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { SetTag, Tag } from "@huike/shared/members";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { cardOf } from "../points/read-ledger.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { mayChange } from "./is-of-staff.ts";
import { refreshFacts } from "./refresh-facts.ts";
import { type TagsItem, tagMarks } from "./tags.items.ts";
import { writeTag } from "./write-tag.ts";

export async function setTag(
  { memberNo: by, staff }: Member & { readonly staff: StaffItem },
  { memberNo, tag, isOn, why }: RequestOf<typeof SetTag>,
  env: Env,
): Promise<Result<ResponseOf<typeof SetTag>, ErrorOf<typeof SetTag>>> {
  const card = await cardOf(env, memberNo);
  if (!card) return refused("member_unknown");
  if (!mayChange(staff, card.ost)) return refused("not_your_store");
  const written = await writeTag(env, memberNo, tag, { on: isOn, at: env.nowMs(), why, by });
  if (written === "full" || written === "by_hand") return refused("member_tags_full");
  await refreshFacts(env, memberNo);
  return ok({ memberNo, tags: readTags(written) });
}

export const readTags = (item: TagsItem | undefined): Tag[] =>
  tagMarks(item).map(({ tag, mark: { on, at, why, by, seg, ver } }) => ({
    ...{ tag, isOn: on, atMs: at, why },
    ...(by === undefined ? {} : { by }),
    ...(seg === undefined ? {} : { segmentId: seg }),
    ...(ver === undefined ? {} : { version: ver }),
  }));
