// Whose member somebody is, and by which rule, in a sentence an operator can hold against the list of touches.
//
// The rule: the oldest touch known at joining decides, of whichever half of the person; what was scanned after it
// changes nothing, and an older one that comes to light after joining is shown and changes nothing either.
import { shortTime } from "@huike/shared/day";
import type { Sentence } from "@huike/shared/sentences";
import { channelOf } from "../channel/read-channel.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";
import { type StaffItem, staffKey } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";

type Items = readonly Pick<Key, "sk">[];
type Touch = { readonly sk: string; readonly at: number };

export type Owner = {
  readonly storeId?: string;
  readonly storeName?: string;
  readonly clerkMemberNo?: string;
  readonly clerkNo?: string;
  readonly sentence: Sentence;
  /** The touch that decided, "<scene>#<ms>". */
  readonly decided?: string | undefined;
};

export async function ownerOf(env: Env, member: Items, fan: Items): Promise<Owner> {
  const card = member.find(({ sk }) => sk === cardKey("").sk) as CardItem | undefined;
  const person = member.find(({ sk }) => sk === personKey("").sk) as PersonItem | undefined;
  const touches = [...member, ...fan].filter(({ sk }) => sk.startsWith("TCH#")) as Touch[];
  if (!card?.src) return { sentence: ofNobody(person) };
  const { src } = card;
  const first = oldest(touches.filter(({ sk }) => sk.startsWith(`TCH#${src}#`)));
  const [channel, store, clerk] = await Promise.all([
    channelOf(env, src),
    card.ost === undefined ? undefined : storeOf(env, card.ost),
    card.own === undefined ? undefined : getItem<StaffItem>(env.tables, staffKey(card.own)),
  ]);
  const isLater = isOlderKnown(person, src);
  const scenes = new Set(touches.map(({ sk }) => sk.split("#")[1]));
  const others = scenes.size - (isLater ? 2 : 1);
  const won = {
    ...{ channel: channel?.name ?? src, store: store?.name, clerk: clerk?.clerkNo, isGone: clerk?.state === "left" },
    ...{ atMs: first?.at, others: Math.max(0, others), isLater },
  };
  return {
    ...(card.ost === undefined ? {} : { storeId: card.ost }),
    ...(store ? { storeName: store.name } : {}),
    ...(card.own === undefined || won.isGone ? {} : { clerkMemberNo: card.own }),
    ...(clerk && !won.isGone ? { clerkNo: clerk.clerkNo } : {}),
    sentence: sentenceOf(won),
    decided: first && `${src}#${first.at}`,
  };
}

const oldest = (touches: readonly Touch[]): Touch | undefined => [...touches].sort((a, b) => a.at - b.at)[0];

/** The person's first touch as it is known now is another than the one the card was given. */
const isOlderKnown = (person: PersonItem | undefined, src: string): boolean =>
  person?.src !== undefined && person.src !== src;

/** A touch after joining wins nobody who belongs to nobody: reports count it, the card stays. */
const ofNobody = (person: PersonItem | undefined): Sentence =>
  person?.src
    ? {
        zh: "入会时没有扫过任何渠道码，不归属任何门店；入会后扫的码不改变归属",
        en: "Joined without any code, so belongs to no shop; codes scanned since change nothing",
      }
    : { zh: "没有扫过任何渠道码，不归属任何门店", en: "Came by no code, so belongs to no shop" };

type Won = {
  readonly channel: string;
  readonly store: string | undefined;
  readonly clerk: string | undefined;
  readonly isGone: boolean;
  readonly atMs: number | undefined;
  readonly others: number;
  readonly isLater: boolean;
};

function sentenceOf({ channel, store = "", clerk, isGone, atMs, others, isLater }: Won): Sentence {
  const at = atMs === undefined ? "" : shortTime(atMs);
  const owner = clerk === undefined ? { zh: "", en: "" } : { zh: `、店员 ${clerk}`, en: ` and clerk ${clerk}` };
  const parts: Sentence[] = [
    {
      zh: `${at} 最早扫了「${channel}」，按「首次触点」规则归属${store}${isGone ? "" : owner.zh}`.trim(),
      en: `${at} came first by "${channel}": the first touch decides, so belongs to ${store}${isGone ? "" : owner.en}`.trim(),
    },
    ...(isGone
      ? [{ zh: `店员 ${clerk} 已离职，会员归门店`, en: `clerk ${clerk} has left, the member passed to the shop` }]
      : []),
    ...(others > 0
      ? [{ zh: `另外 ${others} 个渠道在后，不改变归属`, en: `${others} other channels do not change it` }]
      : []),
    ...(isLater
      ? [
          {
            zh: "入会后才查到更早的触点，归属以入会时为准",
            en: "an older touch came to light after joining and changes nothing",
          },
        ]
      : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join("；"), en: parts.map(({ en }) => en).join("; ") };
}
