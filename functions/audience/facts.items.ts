// views FCT1#<shard> / <member>: what rules may ask of a member, in one line of text, made from the member's own items.
//
// A hundred thousand of them are read for one count, so a row is short and has one attribute to take apart: typed
// attributes, one for each fact, took the SDK longer to read than the table to answer. `lvl` is the moment the
// sources were read, in ms: what was read later stands.
import type { MemberFacts, VisitDay } from "@huike/shared/audience";
import { ChannelKind } from "@huike/shared/channel";
import type { Key } from "../platform/table.ts";

export const FACT_SHARDS = 64;
export const factsPk = (shard: number): string => `FCT1#${shard}`;

/** By the last four digits, so that people looked up by them lie together. */
export const shardOf = (memberNo: string): number => Number(memberNo.slice(-4)) % FACT_SHARDS;
export const factsKey = (memberNo: string): Key => ({ pk: factsPk(shardOf(memberNo)), sk: memberNo });

export type FactsRow = { readonly lvl: number; readonly f: string };

const MINUTE_MS = 60_000;
const BASE = 36;
const short = (value: number): string => value.toString(BASE);
const long = (text: string | undefined): number => Number.parseInt(text || "0", BASE);
/** "ofr_k2m4" → "k2m4": of one kind of id all begin alike. */
const bare = (id: string): string => id.slice(id.indexOf("_") + 1);

/** Shop's names of cities may hold anything but control characters: a line end parts the fields. */
export function packFacts(facts: MemberFacts): string {
  const { level, points, joinedDay, channelKind, scene, storeId, clerk, city, replyUntilMs, birthday } = facts;
  const kind = channelKind ? ChannelKind.options.indexOf(channelKind) : "";
  return [
    `${level},${short(points)},${short(joinedDay)},${kind}${birthday === undefined ? "" : `,${short(birthday)}`}`,
    scene ?? "",
    storeId ? bare(storeId) : "",
    clerk ?? "",
    city ?? "",
    facts.tags.join(),
    packVisits(facts.visits),
    facts.holds.map(({ offerId, untilMs }) => `${bare(offerId)}.${short(Math.ceil(untilMs / MINUTE_MS))}`).join(),
    facts.used.map(({ offerId, day }) => `${bare(offerId)}.${short(day)}`).join(),
    Object.entries(facts.consents)
      .map(([template, n]) => `${template}.${n}`)
      .join(),
    replyUntilMs === undefined ? "" : short(Math.floor(replyUntilMs / MINUTE_MS)),
  ]
    .join("\n")
    .replace(/\n+$/, "");
}

/** Newest first, each day as its distance to the one before it. */
function packVisits(visits: readonly VisitDay[]): string {
  let before = 0;
  return visits
    .map(({ day, sales, fen }) => {
      const distance = before === 0 ? day : before - day;
      before = day;
      return `${short(distance)}.${short(fen)}${sales === 1 ? "" : `.${short(sales)}`}`;
    })
    .join();
}

/** A hundred thousand times for one count: nothing here is made that is not kept. */
export function unpackFacts(memberNo: string, text: string): MemberFacts {
  const [head = "", scene, store, clerk, city, tags, visits, holds, used, consents, reply] = text.split("\n");
  const [level, points, joinedDay, kind, birthday] = head.split(",");
  const facts: { -readonly [K in keyof MemberFacts]: MemberFacts[K] } = {
    memberNo,
    level: Number(level),
    points: long(points),
    joinedDay: long(joinedDay),
    tags: tags ? tags.split(",") : NONE,
    visits: visits ? unpackVisits(visits) : NONE,
    holds: holds ? unpackHolds(holds) : NONE,
    used: used ? unpackUsed(used) : NONE,
    consents: consents ? unpackConsents(consents) : NO_CONSENTS,
  };
  const channelKind = kind ? ChannelKind.options[Number(kind)] : undefined;
  if (birthday) facts.birthday = long(birthday);
  if (scene) facts.scene = scene;
  if (channelKind) facts.channelKind = channelKind;
  if (store) facts.storeId = `sto_${store}`;
  if (clerk) facts.clerk = clerk;
  if (city) facts.city = city;
  if (reply) facts.replyUntilMs = long(reply) * MINUTE_MS;
  return facts;
}

const NONE: readonly never[] = [];
const NO_CONSENTS: Readonly<Record<string, number>> = {};

function unpackVisits(text: string): VisitDay[] {
  const visits: VisitDay[] = [];
  let before = 0;
  for (const entry of text.split(",")) {
    const dot = entry.indexOf(".");
    const second = entry.indexOf(".", dot + 1);
    const distance = long(entry.slice(0, dot));
    before = before === 0 ? distance : before - distance;
    const fen = long(second < 0 ? entry.slice(dot + 1) : entry.slice(dot + 1, second));
    visits.push({ day: before, sales: second < 0 ? 1 : long(entry.slice(second + 1)), fen });
  }
  return visits;
}

/** "k2m4.1z" → what stands before the dot, and the number after it. */
const named = <T>(text: string, make: (name: string, value: string) => T): T[] =>
  text.split(",").map((pair) => {
    const dot = pair.indexOf(".");
    return make(pair.slice(0, dot), pair.slice(dot + 1));
  });

const unpackHolds = (text: string): MemberFacts["holds"] =>
  named(text, (offer, until) => ({ offerId: `ofr_${offer}`, untilMs: long(until) * MINUTE_MS }));

const unpackUsed = (text: string): MemberFacts["used"] =>
  named(text, (offer, day) => ({ offerId: `ofr_${offer}`, day: long(day) }));

const unpackConsents = (text: string): MemberFacts["consents"] =>
  Object.fromEntries(named(text, (template, n) => [template, Number(n)]));
