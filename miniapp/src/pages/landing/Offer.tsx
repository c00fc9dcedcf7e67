// The offer a code leads to, and the one thing this person can do about it.
import { type ClaimState, deadChannelErrors, type Landing } from "@huike/shared/channel";
import type { ClaimRefusal } from "@huike/shared/coupon";
import { shortTime } from "@huike/shared/day";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useRef, useState } from "react";
import { useHome } from "../../state/home-state";
import { isMember, serverNowMs, useSession } from "../../state/session-state";
import { explain } from "../../text/explain";
import { AskConsent } from "../../ui/AskConsent";
import { JoinAndClaim, NotToBeHad, Owned, Refusal, TakeIt } from "../../ui/OfferActions";
import { Page } from "../../ui/Page";
import { Ticket } from "../../ui/Ticket";
import { type Claimed, claimAsMember, joinAndClaim } from "./claim-offer";
import { offeredTo, usableOf } from "./offered";
import { pricedWords } from "./priced-words";
import "./landing.css";

type Phase = { readonly is: "offering" } | { readonly is: "claiming" } | Claimed;

const LINES_MAX = 3;

const titles: Record<Landing["state"], string> = {
  claimable: "送你一张券",
  not_open: "快开始了",
  sold_out: "来晚了一步",
  sold_out_today: "今天的抢完了",
  closed: "已经结束",
  frozen: "暂停中",
  granted_only: "到店由店员发放",
};

export function Offer({ landing, isSigningIn }: { readonly landing: Landing; readonly isSigningIn: boolean }) {
  const session = useSession((s) => s.session);
  const home = useHome((s) => s.home);
  const [phase, setPhase] = useState<Phase>({ is: "offering" });
  const isClaiming = useRef(false);

  // WeChat may fire a tap and an agreement for one touch: the second finds the first at work.
  const claim = (how: (landing: Landing) => Promise<Claimed>) => {
    if (isClaiming.current) return;
    isClaiming.current = true;
    setPhase({ is: "claiming" });
    void how(landing).then((outcome) => {
      isClaiming.current = false;
      if (outcome.is === "claimed") void Taro.vibrateShort({ type: "light" }).catch(() => undefined);
      setPhase(outcome);
    });
  };
  const nowMs = serverNowMs();
  const priced = pricedWords(landing.offer, home?.wallet.card.points);
  const offered = offeredTo(isMember(session), home, landing, nowMs);
  return (
    <Page className="landing">
      <Text className="landing__shop">{landing.storeName}</Text>
      <Text className="t-title t-block landing__title">{phase.is === "claimed" ? "领到了" : titleOf(landing)}</Text>
      <Ticket
        face={phase.is === "claimed" ? phase.face : landing.offer}
        nowMs={nowMs}
        isNew={phase.is === "claimed"}
        {...(phase.is === "claimed" ? { coupon: phase.coupon } : {})}
      />
      <View className="landing__lines">
        {landing.offer.lines.slice(0, LINES_MAX).map((line) => (
          <Text key={line} className="t-note t-block">
            · {line}
          </Text>
        ))}
      </View>
      {phase.is === "refused" && phase.error !== "limit_reached" && !priced.isOff && offered.is !== "owned" && (
        <Refusal sentence={explain(phase.error, phase.detail, nowMs)} />
      )}
      {action()}
    </Page>
  );

  function action() {
    if (phase.is === "claimed") return <Owned coupon={phase.coupon} />;
    // Also where the claim was refused: a follower's gift comes with the joining, by itself.
    if (offered.is === "owned") return <Owned coupon={offered.coupon} />;
    if (phase.is === "refused" && phase.error === "limit_reached") {
      return <Owned coupon={usableOf(home, landing.offer.offerId, nowMs)} />;
    }
    if (phase.is === "refused" && isOver(phase.error)) return notToBeHad(undefined, isSoldOut(phase.error));
    const isBusy = phase.is === "claiming" || isSigningIn;
    if (offered.is === "join") {
      return <JoinAndClaim isBusy={isBusy} label={priced.agree} onAgree={() => claim(joinAndClaim)} />;
    }
    if (offered.is === "claim") {
      return <TakeIt isBusy={isBusy} words={priced.take} isOff={priced.isOff} onTake={() => claim(claimAsMember)} />;
    }
    return notToBeHad(whyNots[offered.is](landing), isSoldOut(offered.is));
  }

  function notToBeHad(sentence: string | undefined, isGone: boolean) {
    return (
      <NotToBeHad {...(sentence ? { sentence } : {})}>
        {isGone && isMember(session) && (
          <AskConsent template="restock" label="补货提醒" thanks="好的，补货了会告诉你" />
        )}
      </NotToBeHad>
    );
  }
}

const titleOf = ({ state, offer }: Landing): string =>
  state === "claimable" && offer.pointsPrice !== undefined ? "用积分换一张券" : titles[state];

/** Refusals that a second tap would only meet again. */
const OVER: ReadonlySet<string> = new Set<ClaimRefusal>([
  "offer_sold_out",
  "sold_out_today",
  "offer_closed",
  "offer_not_open",
  "offer_unknown",
  "offer_frozen",
  "offer_granted_only",
  "level_too_low",
  "daily_limit_reached",
]);
const isSoldOut = (why: string): boolean => why === "sold_out" || why === "sold_out_today" || why === "offer_sold_out";
const isOver = (error: string): boolean => OVER.has(error) || error in deadChannelErrors;

const whyNots: Record<Exclude<ClaimState, "claimable">, (landing: Landing) => string> = {
  sold_out: () => "这张抢完了，看看附近门店",
  sold_out_today: () => "今天的抢完了，明天再来",
  closed: () => "领取已经结束，看看附近门店",
  frozen: () => "这个券活动暂停中，过些时候再来",
  granted_only: () => "这张券由门店发放，到店问问店员",
  not_open: ({ opensAtMs }) => `${shortTime(opensAtMs)} 开始领取，到时再来`,
};
