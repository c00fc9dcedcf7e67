// The line a campaign put on a member's home screen: read along with the wallet, its words from the campaign through
// this instance's memory.
import type { HomeNote } from "@huike/shared/member";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type CampaignItem, campaignKey, type NoteItem, planOf } from "./campaign.items.ts";

/** The plan of a campaign that was sent does not change any more. */
const PLAN_AGE_MS = 3_600_000;

/** Nothing where there is none, where it was read, or where its time is over. */
export async function showNote(env: Env, note: NoteItem | undefined): Promise<HomeNote | undefined> {
  if (!note || note.seen !== undefined || note.until <= env.nowMs()) return undefined;
  const { cmp, title, text } = note;
  if (title !== undefined && text !== undefined) return { campaignId: cmp, run: note.run, title, text, atMs: note.at };
  const words = await env
    .cache<{ title: string; text: string }>("campaign-note", PLAN_AGE_MS)
    .get(note.cmp, async () => {
      const item = await getItem<CampaignItem>(env.tables, campaignKey(note.cmp));
      const content = item && planOf(item).content;
      return content?.path === "notice" ? { title: content.title, text: content.text } : undefined;
    });
  return words && { campaignId: note.cmp, run: note.run, ...words, atMs: note.at };
}
