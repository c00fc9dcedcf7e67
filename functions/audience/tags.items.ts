// MBR#m / TAGS: the tags of a member, each in an attribute of its own, so that one write changes one tag and no other.
import type { Key, Value } from "../platform/table.ts";

export const tagsKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "TAGS" });

export type TagMark = {
  /** Carried now; a tag taken away keeps who took it. */
  on: boolean;
  at: number;
  why: string;
  /** The member number of whose hand it was; or the segment and its version by which the night decided. */
  by?: string;
  seg?: string;
  ver?: number;
};

export type TagsItem = Key & Readonly<Record<string, unknown>>;

const PREFIX = "t:";
export const attributeOf = (tag: string): string => `${PREFIX}${tag}`;

/** Everything that was ever said of a tag of this member, in the order of the tags' names. */
export const tagMarks = (item: TagsItem | undefined): { readonly tag: string; readonly mark: TagMark }[] =>
  Object.entries(item ?? {})
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, mark]) => ({ tag: name.slice(PREFIX.length), mark: mark as TagMark }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));

export const tagsOn = (item: TagsItem | undefined): string[] =>
  tagMarks(item)
    .filter(({ mark }) => mark.on)
    .map(({ tag }) => tag);

export const markFields = ({ on, at, why, by, seg, ver }: TagMark): Value => ({ on, at, why, by, seg, ver });
