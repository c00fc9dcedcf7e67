// What a friend sent, and the one thing this person can do about it.

import type { GiftView } from "@huike/shared/gift";
import type { Refusal as Sentenced } from "@huike/shared/sentences";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useRef, useState } from "react";
import { routes } from "../../../routes";
import { useHome } from "../../../state/home-state";
import { isMember, serverNowMs, useSession } from "../../../state/session-state";
import { heldCoupons, showable } from "../../../state/wallet";
import { dayAndTime, explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { JoinAndClaim, NotToBeHad, Owned, Refusal, TakeIt } from "../../../ui/OfferActions";
import { Page } from "../../../ui/Page";
import { Ticket } from "../../../ui/Ticket";
import { type Accepted, acceptAsMember, joinAndAccept } from "./accept-gift";

type Phase = { readonly is: "offered" } | { readonly is: "accepting" } | Accepted;
type Props = { readonly giftId: string; readonly view: GiftView };

export function Gift({ giftId, view }: Props) {
  const [phase, setPhase] = useState<Phase>({ is: "offered" });
  const isAccepting = useRef(false);
  const session = useSession((s) => s.session);

  // WeChat may fire a tap and an agreement for one touch: the second finds the first at work.
  const accept = (how: (giftId: string) => Promise<Accepted>) => {
    if (isAccepting.current) return;
    isAccepting.current = true;
    setPhase({ is: "accepting" });
    void how(giftId).then((outcome) => {
      isAccepting.current = false;
      if (outcome.is === "accepted") void Taro.vibrateShort({ type: "light" }).catch(() => undefined);
      setPhase(outcome);
    });
  };
  const nowMs = serverNowMs();
  const { coupon, face } = phase.is === "accepted" ? phase : view;
  const isHad = phase.is === "accepted" || view.isMine;
  const isOpen = !isHad && !view.whyNot;
  const mayAgain = phase.is === "refused" && !isFinal(phase.error);
  return (
    <Page>
      <Text className="t-title t-block">{titleOf(view, phase)}</Text>
      <View className="section">
        <Ticket face={face} coupon={coupon} nowMs={nowMs} isNew={phase.is === "accepted"} />
      </View>
      {isOpen && <Text className="t-note t-block">{`先到先得，${dayAndTime(view.endsAtMs, nowMs)} 前领取有效`}</Text>}
      {phase.is === "refused" && mayAgain && <Refusal sentence={explain(phase.error, phase.detail, nowMs)} />}
      {ends()}
    </Page>
  );

  function ends() {
    if (isHad) return <Taken offerId={coupon.offerId} n={coupon.n} />;
    if (view.whyNot === "gift_own") return <Own giftId={giftId} />;
    if (view.whyNot) return <NotToBeHad sentence={explain(view.whyNot, undefined, nowMs)} />;
    if (phase.is === "refused" && !mayAgain) {
      return <NotToBeHad sentence={explain(phase.error, phase.detail, nowMs)} />;
    }
    const isBusy = phase.is === "accepting";
    return isMember(session) ? (
      <TakeIt isBusy={isBusy} onTake={() => accept(acceptAsMember)} />
    ) : (
      <JoinAndClaim isBusy={isBusy} onAgree={() => accept(joinAndAccept)} />
    );
  }
}

/** Refusals another tap would only meet again: what became of the gift, or the friend's own limit. */
const FINAL: ReadonlySet<Sentenced> = new Set<Sentenced>([
  "gift_unknown",
  "gift_taken",
  "gift_taken_back",
  "gift_over",
  "gift_own",
  "coupon_expired",
  "coupon_voided",
  "offer_frozen",
  "limit_reached",
]);
const isFinal = (error: Sentenced): boolean => FINAL.has(error);

function titleOf({ whyNot, isMine }: GiftView, phase: Phase): string {
  if (isMine || phase.is === "accepted") return "领到了";
  if (whyNot === "gift_own") return "你送出的券";
  return whyNot === "gift_taken" ? "来晚了一步" : "朋友送你一张券";
}

/** Shown at a counter as long as it is usable; else the wallet says what became of it. */
function Taken({ offerId, n }: { readonly offerId: string; readonly n: number }) {
  const home = useHome((s) => s.home);
  const held = showable(home, serverNowMs()).find(({ coupon }) => coupon.offerId === offerId && coupon.n === n);
  return <Owned coupon={held?.coupon} />;
}

/** The giver opens the link to look: from here back to where it can be sent again or taken back. */
function Own({ giftId }: { readonly giftId: string }) {
  const home = useHome((s) => s.home);
  const held = heldCoupons(home).find(({ coupon }) => coupon.gift?.giftId === giftId);
  if (!held) return <NotToBeHad sentence={explain("gift_own", undefined, serverNowMs())} />;
  const { offerId, n } = held.coupon;
  return (
    <View className="offer-actions">
      <Text className="offer-actions__why">{explain("gift_own", undefined, serverNowMs())}</Text>
      <Button onClick={() => void Taro.navigateTo({ url: routes.give(offerId, n) })}>再发一次或取回</Button>
    </View>
  );
}
