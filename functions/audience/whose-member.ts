// Whose member somebody is, and by which rule, in a sentence an operator can hold against the list of touches.
//
// The rule in force at joining decided, from the touches known then, of whichever half of the person; where there was no
// version yet, the oldest. What is scanned later changes nothing, and an older touch that comes to light after joining is
// shown and changes nothing either.
import { FIRST_TOUCH, isFirstTouch, type RuleInForce, ruleSentence } from "@huike/shared/attribution";
import { shortTime } from "@huike/shared/day";
import type { Sentence } from "@huike/shared/sentences";
import { attribution } from "../attribution/read-attribution.ts";
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
  const by = await ruleOf(env, card?.arv);
  if (!card?.src) return { sentence: ofNobody(person, by) };
  const { src } = card;
  const ofScene = touches.filter(({ sk }) => sk.startsWith(`TCH#${src}#`));
  const won = card.sat === undefined ? oldest(ofScene) : ofScene.find(({ at }) => at === card.sat);
  const [channel, store, clerk] = await Promise.all([
    channelOf(env, src),
    card.ost === undefined ? undefined : storeOf(env, card.ost),
    card.own === undefined ? undefined : getItem<StaffItem>(env.tables, staffKey(card.own)),
  ]);
  const isLater = isFirstTouch(by.rule) && isOlderKnown(person, src);
  const scenes = new Set(touches.map(({ sk }) => sk.split("#")[1]));
  const others = scenes.size - (isLater ? 2 : 1);
  const said = {
    ...{ channel: channel?.name ?? src, store: store?.name, clerk: clerk?.clerkNo, isGone: clerk?.state === "left" },
    ...{ by, atMs: card.sat ?? won?.at, others: Math.max(0, others), isLater },
  };
  return {
    ...(card.ost === undefined ? {} : { storeId: card.ost }),
    ...(store ? { storeName: store.name } : {}),
    ...(card.own === undefined || said.isGone ? {} : { clerkMemberNo: card.own }),
    ...(clerk && !said.isGone ? { clerkNo: clerk.clerkNo } : {}),
    sentence: sentenceOf(said),
    decided: won && `${src}#${won.at}`,
  };
}

const oldest = (touches: readonly Touch[]): Touch | undefined => [...touches].sort((a, b) => a.at - b.at)[0];

/** The person's first touch as it is known now is another than the one the card was given. */
const isOlderKnown = (person: PersonItem | undefined, src: string): boolean =>
  person?.src !== undefined && person.src !== src;

/** The version that decided; one that is not known any more cannot be, since none is ever taken away. */
async function ruleOf(env: Env, version: number | undefined): Promise<RuleInForce> {
  if (version === undefined) return { version: 0, rule: FIRST_TOUCH };
  const { versions } = await attribution(env);
  return { version, rule: versions.find((one) => one.version === version)?.rule ?? FIRST_TOUCH };
}

/** 「首次触点」, or with the version once there are versions. */
function named({ version, rule }: RuleInForce): Sentence {
  const { zh, en } = ruleSentence(rule);
  if (version === 0) return { zh: `「${zh}」规则`, en: `${en} decides` };
  return { zh: `归属规则第 ${version} 版「${zh}」`, en: `version ${version} of the rule decides (${en})` };
}

/** A touch after joining wins nobody who belongs to nobody: reports count it, the card stays. */
const ofNobody = (person: PersonItem | undefined, by: RuleInForce): Sentence =>
  by.version > 0 && person?.src
    ? {
        zh: `入会时没有算数的触点，按${named(by).zh}不归属任何门店`,
        en: `No touch counted at joining, so belongs to no shop: ${named(by).en}`,
      }
    : person?.src
      ? {
          zh: "入会时没有扫过任何渠道码，不归属任何门店；入会后扫的码不改变归属",
          en: "Joined without any code, so belongs to no shop; codes scanned since change nothing",
        }
      : { zh: "没有扫过任何渠道码，不归属任何门店", en: "Came by no code, so belongs to no shop" };

type Won = {
  readonly by: RuleInForce;
  readonly channel: string;
  readonly store: string | undefined;
  readonly clerk: string | undefined;
  readonly isGone: boolean;
  readonly atMs: number | undefined;
  readonly others: number;
  readonly isLater: boolean;
};

function sentenceOf({ by, channel, store = "", clerk, isGone, atMs, others, isLater }: Won): Sentence {
  const at = atMs === undefined ? "" : shortTime(atMs);
  const owner = clerk === undefined ? { zh: "", en: "" } : { zh: `、店员 ${clerk}`, en: ` and clerk ${clerk}` };
  const parts: Sentence[] = [
    {
      zh: `${at} ${by.rule.pick === "first" ? "最早" : ""}扫了「${channel}」，按${named(by).zh}归属${store}${isGone ? "" : owner.zh}`.trim(),
      en: `${at} came ${by.rule.pick === "first" ? "first " : ""}by "${channel}": ${named(by).en}, so belongs to ${store}${isGone ? "" : owner.en}`.trim(),
    },
    ...(isGone
      ? [{ zh: `店员 ${clerk} 已离职，会员归门店`, en: `clerk ${clerk} has left, the member passed to the shop` }]
      : []),
    ...(others > 0
      ? [
          {
            zh: `另外 ${others} 个渠道${isFirstTouch(by.rule) ? "在后，" : ""}不改变归属`,
            en: `${others} other channels do not change it`,
          },
        ]
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
