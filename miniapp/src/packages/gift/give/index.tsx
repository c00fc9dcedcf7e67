// 送给朋友: wrap a coupon, send its link, send it once more, or take it back. Wrapped first, sent after: WeChat asks for
// the link within the tap on its button, when there is no time left to make one.
import type { RefusalDetail } from "@huike/shared/endpoint";
import type { Refusal as Sentenced } from "@huike/shared/sentences";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow, useRouter, useShareAppMessage } from "@tarojs/taro";
import { useState } from "react";
import { type Shared, shareButton, shareLabel } from "../../../platform/share";
import { routes } from "../../../routes";
import { isGiving, mayGive, takeBackGift } from "../../../state/gifts";
import { refreshHome, useHome } from "../../../state/home-state";
import { serverNowMs } from "../../../state/session-state";
import { findHeld, type Held } from "../../../state/wallet";
import { dayAndTime, explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Refusal } from "../../../ui/OfferActions";
import { Page } from "../../../ui/Page";
import { Skeleton } from "../../../ui/Skeleton";
import { Ticket } from "../../../ui/Ticket";
import { wrapCoupon } from "./wrap-coupon";

export default function GivePage() {
  const { offerId = "", n = "" } = useRouter().params;
  const home = useHome((s) => s.home);
  const failure = useHome((s) => s.failure);
  useDidShow(() => void refreshHome());
  const held = findHeld(home, offerId, Number(n));
  // Also asked for by WeChat's own menu, at any time: then the app itself is passed on.
  useShareAppMessage(() => (held && sharedOf(held)) ?? { title: "回客", path: routes.home });
  if (held) return <Giving held={held} />;
  if (!home && !failure)
    return (
      <Page>
        <Skeleton />
      </Page>
    );
  return (
    <Page>
      <Notice
        sentence={
          home ? "这张券不在你的卡包里了，朋友可能已经领走" : explain(failure ?? "offline", undefined, serverNowMs())
        }
        action={
          home
            ? { label: "看看卡包", onClick: () => void Taro.switchTab({ url: routes.wallet }) }
            : { label: "再试一次", onClick: () => void refreshHome() }
        }
      />
    </Page>
  );
}

/** What a friend gets; nothing for a coupon that is not on its way. */
const sharedOf = ({ coupon, face }: Held): Shared | undefined =>
  coupon.gift && { title: `送你一张「${face.title}」，先到先得`, path: routes.gift(coupon.gift.giftId) };

type Failed = { readonly error: Sentenced; readonly detail?: RefusalDetail | undefined };

function Giving({ held }: { readonly held: Held }) {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const { coupon, face } = held;
  const nowMs = serverNowMs();
  const shared = sharedOf(held);

  const doing = (what: () => Promise<{ ok: true } | ({ ok: false } & Failed)>) => async () => {
    setBusy(true);
    setFailed(undefined);
    const answer = await what();
    setFailed(answer.ok ? undefined : answer);
    setBusy(false);
  };
  const wrap = doing(() => wrapCoupon(held));
  const takeBack = doing(async () => {
    if (!isGiving(coupon)) return { ok: true };
    const answer = await takeBackGift(coupon);
    await refreshHome();
    return answer;
  });
  return (
    <Page>
      <Ticket face={face} coupon={coupon} nowMs={nowMs} />
      <Text className="t-label t-block">{noteOf(held, nowMs)}</Text>
      {failed && <Refusal sentence={explain(failed.error, failed.detail, nowMs)} />}
      <View className="offer-actions">
        {mayGive(held) && (
          <Button isBusy={isBusy} onClick={() => void wrap()}>
            包成礼物
          </Button>
        )}
        {shared && <Button powers={shareButton(shared)}>{shareLabel}</Button>}
        {shared && (
          <Button kind="words" isBusy={isBusy} onClick={() => void takeBack()}>
            取回
          </Button>
        )}
      </View>
    </Page>
  );
}

function noteOf(held: Held, nowMs: number): string {
  const { gift } = held.coupon;
  if (gift) return `等朋友领取，${dayAndTime(gift.endsAtMs, nowMs)} 前有效；没人领会自动回到你的卡包。`;
  return mayGive(held)
    ? "包好后发给朋友，先到先得，24 小时内有效；这期间你先不能用，随时可以取回。"
    : "这张券不能再送给朋友了。";
}
