// What the service account answers, from this instance's memory for less than fifteen seconds: no message waits for a
// table, and the words are made ready once a reading.
import { matcherOf, Replies, type ReplyRule, USUAL_REPLIES } from "@huike/shared/replies";
import type { Env } from "../platform/env.ts";
import type { VersionItem } from "../platform/put-version.ts";
import { getItem } from "../platform/read.ts";
import { repliesKey } from "./reply.items.ts";

const AGE_MS = 14_000;

export type CurrentReplies = {
  readonly version: number;
  readonly replies: Replies;
  readonly ruleFor: (said: string) => ReplyRule | undefined;
};

const remembered = (env: Env) => env.cache<CurrentReplies>("replies", AGE_MS);

const ready = (version: number, replies: Replies): CurrentReplies => ({
  ...{ version, replies },
  ruleFor: matcherOf(replies),
});

const USUAL = ready(0, USUAL_REPLIES);

export async function currentReplies(env: Env): Promise<CurrentReplies> {
  return (await remembered(env).get("", () => freshReplies(env))) ?? USUAL;
}

/** Who has changed them answers by the new ones at once. */
export const forgetReplies = (env: Env): void => remembered(env).drop("");

export async function freshReplies(env: Env): Promise<CurrentReplies> {
  const item = await getItem<VersionItem>(env.tables, repliesKey, { consistent: true });
  return item ? ready(item.ver, Replies.parse(JSON.parse(item.text))) : USUAL;
}
