// Members as fast-check makes them up: whatever may be known of one, in the shape facts are kept.
import { KNOWN_DAYS, type MemberFacts } from "@huike/shared/audience";
import { ChannelKind } from "@huike/shared/channel";
import { businessDayNo, calendarDayNo } from "@huike/shared/day";
import fc from "fast-check";

/** A few of each, so that rules and members made up apart meet. */
export const SOME = {
  offers: ["ofr_aaaa", "ofr_k2m4", "ofr_z0z0z0z0"],
  stores: ["sto_aaaa", "sto_pppp0000"],
  clerks: ["123456789", "987654321"],
  scenes: ["c0123456789", "door"],
  cities: ["上海", "襄阳, 市区", "St. John's"],
  tags: ["老客", "爱喝茶", "vip"],
  templates: ["points_in", "aB3-x_9"],
} as const;

const MINUTE_MS = 60_000;
const of = <T>(values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

export const anyFacts = (nowMs: number): fc.Arbitrary<MemberFacts> => {
  const dayOf = fc.integer({ min: 0, max: KNOWN_DAYS + 5 }).map((ago) => businessDayNo(nowMs) + 1 - ago);
  const visit = fc.record({
    day: dayOf,
    sales: fc.integer({ min: 1, max: 40 }),
    fen: fc.integer({ min: 0, max: 1e9 }),
  });
  const minutes = fc.integer({ min: -50_000, max: 50_000 });
  return fc
    .record({
      memberNo: fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String),
      level: fc.integer({ min: 1, max: 9 }),
      points: fc.integer({ min: -5_000, max: 1_000_000 }),
      joinedDay: fc.integer({ min: 0, max: 4_000 }).map((ago) => calendarDayNo(nowMs) - ago),
      birthday: maybe(of([101, 105, 229, 512, 1231])),
      scene: maybe(of(SOME.scenes)),
      channelKind: maybe(of(ChannelKind.options)),
      storeId: maybe(of(SOME.stores)),
      clerk: maybe(of(SOME.clerks)),
      city: maybe(of(SOME.cities)),
      tags: fc.uniqueArray(of(SOME.tags)),
      visits: fc.uniqueArray(visit, { selector: ({ day }) => day, maxLength: 60 }),
      holds: fc.uniqueArray(
        fc.record({
          offerId: of(SOME.offers),
          untilMs: minutes.map((m) => Math.floor(nowMs / MINUTE_MS + m) * MINUTE_MS),
        }),
        { selector: ({ offerId }) => offerId },
      ),
      used: fc.uniqueArray(fc.record({ offerId: of(SOME.offers), day: dayOf }), { selector: ({ offerId }) => offerId }),
      consents: fc.dictionary(of(SOME.templates), fc.integer({ min: 1, max: 99 })),
      replyUntilMs: maybe(minutes.map((m) => Math.floor(nowMs / MINUTE_MS + m) * MINUTE_MS)),
    })
    .map((facts) => {
      const { visits, ...rest } = facts;
      const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      return { ...known, visits: [...visits].sort((a, b) => b.day - a.day) } as unknown as MemberFacts;
    });
};
