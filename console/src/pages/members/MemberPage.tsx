// One member: the card, whose it is and why, tags, coupons, points, and everything that happened.
import { AdjustPoints } from "@huike/shared/adjustment";
import { calendarDay } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { spacedMemberNo } from "@huike/shared/id";
import { type MemberCoupon, type MemberLine, ShowMember } from "@huike/shared/members";
import { ListOffers } from "@huike/shared/offer-life";
import { Card, Skeleton } from "antd";
import { Link } from "wouter";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { State, type Tone } from "../../ui/State";
import { AdjustCard } from "./AdjustCard";
import { TagCard } from "./TagCard";
import { Timeline } from "./Timeline";
import { ToldCard } from "./ToldCard";
import { couponWords, words } from "./words";

type Shown = ResponseOf<typeof ShowMember>;

export function MemberPage({ memberNo }: { readonly memberNo: string }) {
  const w = useWords(words);
  const mayAdjust = useMay(AdjustPoints);
  const { data, error, dataUpdatedAt, refetch } = useCall(ShowMember, { memberNo });
  return (
    <section className="page">
      <nav className="crumbs">
        <Link href="/members">{w.title}</Link> /
      </nav>
      <PageHead
        title={w.memberOf(data?.member.name ?? "", spacedMemberNo(memberNo))}
        asOfMs={dataUpdatedAt || undefined}
      />
      <Failure refused={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {data && (
        <div className="member">
          <div className="member__side">
            <CardCard member={data.member} />
            <ToldCard
              memberNo={memberNo}
              name={data.member.name}
              phone={data.member.phone}
              birthday={data.birthday}
              phoneOf={data.phoneOfMemberNo}
            />
            <OwnerCard owner={data.owner} />
            <TagCard memberNo={memberNo} tags={data.tags} />
            <CouponCard coupons={data.coupons} />
            {mayAdjust && <AdjustCard memberNo={memberNo} />}
          </div>
          <Timeline memberNo={memberNo} events={data.events} hasMore={data.hasMore} />
        </div>
      )}
    </section>
  );
}

function CardCard({ member }: { readonly member: MemberLine }) {
  const w = useWords(words);
  const { level, points, joinedDay, lastVisitDay, visits, fen, city } = member;
  const facts = [
    { called: w.level, value: w.levelText(level) },
    { called: w.points, value: countText(points) },
    { called: w.joined, value: joinedDay },
    { called: w.lastVisit, value: lastVisitDay ?? w.never },
    { called: w.visits, value: w.days(visits) },
    { called: w.spent, value: moneyText(fen) },
    ...(city === undefined ? [] : [{ called: w.city, value: city }]),
  ];
  return (
    <Card title={w.card} variant="borderless" size="small">
      <dl className="member__facts">
        {facts.map(({ called, value }) => (
          <div key={called}>
            <dt>{called}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function OwnerCard({ owner }: { readonly owner: Shown["owner"] }) {
  const w = useWords(words);
  const language = useLanguage();
  const { storeName, storeId, clerkNo, sentence } = owner;
  const whose = [storeName ?? storeId ?? w.nobody, ...(clerkNo === undefined ? [] : [w.clerk(clerkNo)])];
  return (
    <Card title={w.owner} variant="borderless" size="small">
      <strong>{whose.join(" · ")}</strong>
      <p className="member__why">{sentenceOf(sentence, language)}</p>
    </Card>
  );
}

const tones: Readonly<Record<MemberCoupon["state"], Tone>> = {
  ...{ usable: "ok", coming: "wait", giving: "wait" },
  ...{ over: "off", redeemed: "off", voided: "bad", given: "off" },
};

function CouponCard({ coupons }: { readonly coupons: readonly MemberCoupon[] }) {
  const w = useWords(words);
  const language = useLanguage();
  const mayOffers = useMay(ListOffers);
  return (
    <Card title={w.coupons} variant="borderless" size="small">
      {coupons.length === 0 && <span className="member__none">{w.noCoupons}</span>}
      <ul className="member__coupons">
        {coupons.map(({ offerId, n, title, state, untilMs }) => (
          <li key={`${offerId} ${n}`}>
            <span>
              {mayOffers ? <Link href={`/offers/${offerId}`}>{title}</Link> : title}
              <small className="num">{w.until(calendarDay(untilMs))}</small>
            </span>
            <State tone={tones[state]}>{couponWords[state][language]}</State>
          </li>
        ))}
      </ul>
    </Card>
  );
}
