// What a rule would have made of those who joined in the last thirty days. Where they are many, a sample: the shards of
// the facts go by a member's last digits, so whoever lies in the first of them is as good as drawn.
import { isFirstTouch, type PreviewAttribution } from "@huike/shared/attribution";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { walkAudience } from "../audience/walk-audience.ts";
import { channelOf } from "../channel/read-channel.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";
import { touchesOf, winner } from "./decide-owner.ts";

const DAYS = 30;
const MEMBERS_MAX = 400;
const AT_ONCE = 20;

type Rule = RequestOf<typeof PreviewAttribution>["rule"];
type Verdict = "same" | "other" | "nobodys";

export async function previewAttribution(
  _: Member,
  { rule }: RequestOf<typeof PreviewAttribution>,
  env: Env,
): Promise<Result<ResponseOf<typeof PreviewAttribution>, ErrorOf<typeof PreviewAttribution>>> {
  const { numbers, isSample } = await joinedLately(env);
  const verdicts = await eachOf(numbers, (memberNo) => judge(env, memberNo, rule), AT_ONCE);
  const changed = verdicts.filter((verdict) => verdict !== "same");
  const nobodys = changed.filter((verdict) => verdict === "nobodys").length;
  return ok({ members: numbers.length, others: changed.length, nobodys, isSample });
}

async function joinedLately(env: Env): Promise<{ numbers: string[]; isSample: boolean }> {
  const numbers: string[] = [];
  for await (const { members } of walkAudience(env, { is: "joined", max: DAYS })) {
    numbers.push(...members.map(({ memberNo }) => memberNo));
    if (numbers.length > MEMBERS_MAX) return { numbers: numbers.slice(0, MEMBERS_MAX), isSample: true };
  }
  return { numbers, isSample: false };
}

async function judge(env: Env, memberNo: string, rule: Rule): Promise<Verdict> {
  const { pk, sk } = personKey(memberNo);
  const [card, rows] = await Promise.all([
    getItem<CardItem>(env.tables, cardKey(memberNo)),
    queryRange<Key & { at?: number }>(env.tables, { pk, from: sk, to: "TCH#~" }),
  ]);
  const person = rows.find((row) => row.sk === sk) as (PersonItem & Key) | undefined;
  if (!card || !person) return "same";
  const touches = (await touchesOf(env, person, rows)).filter(({ atMs }) => atMs <= card.at);
  const touch = await winner(env, rule, touches, card.at);
  // Whoever was won by the plain first touch and would be again: an older touch that came to light since changes nobody.
  if (isFirstTouch(rule) && card.arv === undefined) return "same";
  const channel = touch && (await channelOf(env, touch.scene));
  if (channel?.storeId === card.ost && channel?.clerk === card.own) return "same";
  return channel ? "other" : "nobodys";
}
