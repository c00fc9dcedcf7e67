// Gives one coupon of a grant to each of a few members, with numbers taken from the stock in one go.
import type { GrantProgress } from "@huike/shared/grant";
import { cardKey } from "../member/card.items.ts";
import type { CurrentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { type CouponItem, couponIdOf, couponKey } from "./coupon.items.ts";
import { issueCoupon, newCoupon } from "./issue.ts";
import type { StubItem } from "./past.items.ts";
import { spareTicket, type Ticket, takeTickets } from "./ticket-numbers.ts";

export type Granting = { readonly grantId: string; readonly offerId: string; readonly offer: CurrentOffer };
export type Settled = { given: number; full: number; unknown: number };
export type Stopped = NonNullable<GrantProgress["stopped"]>;

const STOPPED = {
  sold_out: "offer_sold_out",
  sold_out_today: "offer_sold_out",
  not_open: "offer_not_open",
  closed: "offer_closed",
} as const;

type Held = CouponItem | StubItem;
type Looked = { readonly memberNo: string; readonly is: "given" | "unknown" | "due"; readonly held: readonly Held[] };

export async function grantBlock(
  env: Env,
  granting: Granting,
  memberNos: readonly string[],
): Promise<Settled | Stopped> {
  const { each, stopped } = await grantEach(env, granting, memberNos);
  if (stopped) return stopped;
  const count = (is: Given) => each.filter((one) => one === is).length;
  return { given: count("given"), full: count("full"), unknown: count("unknown") };
}

/** What became of a member: given now or before, has all they may have, is none; or was not come to. */
export type Given = "given" | "full" | "unknown" | "left";

/** The same, told of each member in the order they were named. Those left were not given any because it stopped. */
export async function grantEach(
  env: Env,
  granting: Granting,
  memberNos: readonly string[],
): Promise<{ each: Given[]; stopped?: Stopped }> {
  const { stop } = granting.offer;
  if (stop) return { each: memberNos.map(() => "left"), stopped: stop === "offer_frozen" ? stop : "offer_closed" };
  const looked = await Promise.all(memberNos.map((memberNo) => lookAt(env, granting, memberNo)));
  const isDue = ({ is, held }: Looked) => is === "due" && held.length < granting.offer.terms.perMember;
  const tickets = await takeTickets(env, granting.offerId, looked.filter(isDue).length);
  const numbers = tickets.numbers.values();
  const each = await Promise.all(
    looked.map((one): Given | Promise<Given> => {
      if (one.is !== "due") return one.is;
      if (!isDue(one)) return "full";
      const { value: ticket } = numbers.next();
      return ticket ? giveOne(env, granting, one, ticket) : "left";
    }),
  );
  return { each, ...(tickets.why ? { stopped: STOPPED[tickets.why] } : {}) };
}

const isOurs = ({ grantId }: Granting, held: Held): boolean => held.gid === grantId;

async function lookAt(env: Env, granting: Granting, memberNo: string): Promise<Looked> {
  const sk = `CPN#${granting.offerId}#`;
  const [card, held] = await Promise.all([
    getItem(env.tables, cardKey(memberNo)),
    queryRange<Held>(env.tables, { pk: `MBR#${memberNo}`, from: sk, to: `${sk}~` }, { consistent: true }),
  ]);
  if (!card) return { memberNo, is: "unknown", held };
  return { memberNo, is: held.some((one) => isOurs(granting, one)) ? "given" : "due", held };
}

/** Tries the member's places in order; a number that finds none made no coupon and is spare. */
async function giveOne(
  env: Env,
  granting: Granting,
  { memberNo, held }: Looked,
  ticket: Ticket,
): Promise<"given" | "full"> {
  const { grantId, offerId, offer } = granting;
  const taken = new Set(held.map((one) => couponIdOf(one).n));
  for (let n = 1; n <= offer.terms.perMember; n++) {
    if (taken.has(n)) continue;
    const coupon = { ...newCoupon(couponKey(memberNo, offerId, n), offer, ticket.k, env.nowMs()), gid: grantId };
    const owned = await issueCoupon(env, coupon, ticket);
    if (!owned) return "given";
    if (!isOurs(granting, owned)) continue;
    await spareTicket(env, offerId, ticket);
    return "given";
  }
  await spareTicket(env, offerId, ticket);
  return "full";
}
