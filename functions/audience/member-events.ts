// What happened with a member, from the member's own items: newest first.
import type { MemberEvent } from "@huike/shared/members";
import { channelOf } from "../channel/read-channel.ts";
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import { isStub } from "../coupon/past.items.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Key } from "../platform/table.ts";
import { POSTINGS, type PostingItem, pointsOf } from "../points/ledger.items.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import { storeOf } from "../store/read-store.ts";
import { type TagsItem, tagMarks, tagsKey } from "./tags.items.ts";

export const EVENTS_PAGE = 100;

type Items = readonly Pick<Key, "sk">[];
/** The member's partition, the follower's, the ledger's. */
export type Sources = { readonly member: Items; readonly fan: Items; readonly ledger: Items };

const starting = <T>(items: Items, prefix: string): (T & { sk: string })[] =>
  items.filter(({ sk }) => sk.startsWith(prefix)) as (T & { sk: string })[];

/** `decided`: the touch that says whose member it is. */
export async function eventsOf(
  env: Env,
  memberNo: string,
  { member, fan, ledger }: Sources,
  decided: string | undefined,
  beforeMs: number,
): Promise<{ readonly events: MemberEvent[]; readonly hasMore: boolean }> {
  const card = member.find(({ sk }) => sk === cardKey("").sk) as CardItem | undefined;
  const all: Made[] = [
    ...touches(member, "mini_program", decided),
    ...touches(fan, "follow", decided),
    ...(card ? [ready({ is: "joined", atMs: card.at })] : []),
    ...starting<SaleItem>(member, "SAL#").flatMap(saleEvents),
    ...[...starting<CouponItem>(member, "CPN#"), ...starting<CouponItem>(member, "PAST#")]
      .filter((item) => !isStub(item))
      .flatMap(couponEvents),
    ...ledger.filter(isPosting).map((item) => pointsEvent(memberNo, item as PostingItem)),
    ...tagMarks(member.find(({ sk }) => sk === tagsKey("").sk) as TagsItem | undefined).map(({ tag, mark }) =>
      ready({ is: "tag", atMs: mark.at, tag, isOn: mark.on, why: mark.why }),
    ),
  ];
  const before = all.filter(({ atMs }) => atMs < beforeMs).sort((a, b) => b.atMs - a.atMs);
  const page = before.slice(0, lastOfMoment(before));
  return { events: await Promise.all(page.map(({ make }) => make(env))), hasMore: before.length > page.length };
}

/** What happened in one moment stays on one page: the next one begins before it. */
function lastOfMoment(events: readonly Made[]): number {
  let end = Math.min(EVENTS_PAGE, events.length);
  while (end < events.length && events[end]?.atMs === events[end - 1]?.atMs) end += 1;
  return end;
}

/** An event whose names are looked up only when it is on the page. */
type Made = { readonly atMs: number; readonly make: (env: Env) => Promise<MemberEvent> };
const ready = (event: MemberEvent): Made => ({ atMs: event.atMs, make: async () => event });

const isPosting = ({ sk }: Pick<Key, "sk">): boolean => sk >= POSTINGS.from && sk < POSTINGS.to;

function touches(items: Items, by: "mini_program" | "follow", decided: string | undefined): Made[] {
  return starting<{ at: number }>(items, "TCH#").map(({ sk, at }) => {
    const scene = sk.split("#")[1] ?? "";
    const make = async (env: Env): Promise<MemberEvent> => {
      const channel = await channelOf(env, scene);
      const store = channel && (await storeOf(env, channel.storeId));
      return {
        ...{ is: "touch", atMs: at, scene, by, decided: `${scene}#${at}` === decided },
        ...(channel ? { channelName: channel.name, channelKind: channel.kind } : {}),
        ...(store ? { storeName: store.name } : {}),
      };
    };
    return { atMs: at, make };
  });
}

function saleEvents(sale: SaleItem): Made[] {
  const shared = {
    ...{ is: "sale" as const, orderId: sale.sk.slice("SAL#".length), storeName: sale.sn },
    ...(sale.pay === undefined ? {} : { payableFen: sale.pay }),
  };
  const bought = ready({ ...shared, atMs: sale.at, what: "bought", clerkNo: sale.no });
  if (sale.uat === undefined) return [bought];
  return [bought, ready({ ...shared, atMs: sale.uat, what: "undone", clerkNo: sale.uno ?? sale.no })];
}

function couponEvents(coupon: CouponItem): Made[] {
  const { offerId, n } = couponIdOf(coupon);
  type What = Extract<MemberEvent, { is: "coupon" }>["what"];
  const event = (atMs: number, what: What, at: { storeName?: string; clerkNo?: string } = {}): Made => ({
    atMs,
    make: async (env) => {
      const { title } = await termsIssued(env, offerId, coupon.v);
      return { is: "coupon", atMs, what, offerId, n, title, ...at };
    },
  });
  return [
    event(coupon.at, coupon.fr ? "received" : "claimed"),
    ...(coupon.red ?? []).flatMap(({ rat, rsn, rno, uat, uno }) => [
      event(rat, "redeemed", { storeName: rsn, clerkNo: rno }),
      ...(uat === undefined ? [] : [event(uat, "undone", { storeName: rsn, clerkNo: uno ?? rno })]),
    ]),
    ...(coupon.vat === undefined ? [] : [event(coupon.vat, "voided")]),
  ];
}

const pointsEvent = (memberNo: string, posting: PostingItem): Made =>
  ready({ is: "points", atMs: posting.at, kind: posting.kind, points: pointsOf(memberNo, posting) });
