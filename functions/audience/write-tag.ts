// Writes one tag of one member, by one conditional update. What a hand wrote stands against any rule: the night changes
// only tags that nobody has said anything of, and those it wrote itself.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { TAGS_MAX } from "@huike/shared/members";
import type { Env } from "../platform/env.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { attributeOf, markFields, type TagMark, type TagsItem, tagsKey } from "./tags.items.ts";

/** `on` is the set of tags carried now: what the limit is counted by. */
const changeOf = ({ on, seg }: TagMark): string => {
  // Staff sign the item for the audit; the night, which is nobody, takes the last signature off.
  const signed =
    seg === undefined
      ? "SET #tag = :mark, #by = :by, #at = :at, #why = :why"
      : "SET #tag = :mark REMOVE #by, #at, #why";
  return `${signed} ${on ? "ADD" : "DELETE"} #on :name`;
};
const HAS_ROOM = "(attribute_not_exists(#on) OR size(#on) < :max OR contains(#on, :tag))";
const IS_NIGHTS = "(attribute_not_exists(#tag) OR attribute_exists(#tag.seg))";

/** The item as it stands after; refused when the member carries as many as one may, or a hand has written the tag. */
export async function writeTag(
  env: Env,
  memberNo: string,
  tag: string,
  mark: TagMark,
): Promise<TagsItem | "full" | "by_hand"> {
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(tagsKey(memberNo)),
        UpdateExpression: changeOf(mark),
        ConditionExpression: conditionOf(mark),
        ExpressionAttributeNames: { "#tag": attributeOf(tag), "#on": "on", "#by": "by", "#at": "at", "#why": "why" },
        ExpressionAttributeValues: attributes({
          ":mark": markFields(mark),
          ":name": new Set([tag]),
          ...(mark.seg === undefined ? { ":by": mark.by, ":at": mark.at, ":why": mark.why } : {}),
          ...(mark.on ? { ":max": TAGS_MAX, ":tag": tag } : {}),
        }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return fields<TagsItem>(Attributes ?? {});
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return mark.on && (old.on?.SS?.length ?? 0) >= TAGS_MAX ? "full" : "by_hand";
  }
}

/** Taking away by hand asks for nothing. */
function conditionOf({ on, seg }: TagMark): string | undefined {
  const conditions = [...(on ? [HAS_ROOM] : []), ...(seg === undefined ? [] : [IS_NIGHTS])];
  return conditions.length > 0 ? conditions.join(" AND ") : undefined;
}
