// A ticket from the wallet: what it is worth, what it asks, where, until when, and what became of it.

import { benefitText } from "@huike/shared/benefit";
import { type Coupon, walletGroup } from "@huike/shared/coupon";
import { businessDay, shortTime } from "@huike/shared/day";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow, useRouter } from "@tarojs/taro";
import { routes } from "../../routes";
import { isGiving, mayGive } from "../../state/gifts";
import { refreshHome, useHome } from "../../state/home-state";
import { usePast } from "../../state/past-state";
import { serverNowMs } from "../../state/session-state";
import { storeName, useStores } from "../../state/stores-state";
import { findHeld, findPast, type Held } from "../../state/wallet";
import { explain } from "../../text/explain";
import { shopsText, startsText } from "../../text/ticket-text";
import { undoneByText, undoneNote } from "../../text/undo-text";
import { AskConsent } from "../../ui/AskConsent";
import { Button } from "../../ui/Button";
import { Fact } from "../../ui/Fact";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Ticket } from "../../ui/Ticket";

export default function TicketPage() {
  const { offerId = "", n = "" } = useRouter().params;
  const home = useHome((s) => s.home);
  const failure = useHome((s) => s.failure);
  useDidShow(() => void refreshHome());
  const past = usePast();
  const held = findHeld(home, offerId, Number(n)) ?? findPast(past, offerId, Number(n));
  if (held) return <TicketDetail held={held} />;
  if (!home && !failure)
    return (
      <Page>
        <Skeleton />
      </Page>
    );
  return (
    <Page>
      <Notice
        sentence={failure ? explain(failure, undefined, serverNowMs()) : "卡包里没有这张券"}
        action={
          failure
            ? { label: "再试一次", onClick: () => void refreshHome() }
            : { label: "看看卡包", onClick: () => void Taro.switchTab({ url: routes.wallet }) }
        }
      />
    </Page>
  );
}

const overText = ({ state }: Coupon): string =>
  state === "voided" ? "这张券已作废，有疑问请问店员；到店里扫码看看新的。" : "这张券已过期，到店里扫码看看新的。";

function TicketDetail({ held: { coupon, face } }: { readonly held: Held }) {
  const stores = useStores((s) => s.kept?.stores);
  const nowMs = serverNowMs();
  const names = face.storeIds.map((id) => storeName(stores ?? [], id) ?? "一家新店");
  return (
    <Page>
      <Ticket face={face} coupon={coupon} nowMs={nowMs} />
      <View className="panel">
        <Fact name="优惠" value={benefitText(face.benefit)} />
        <Fact name="可用门店" value={names.length === 0 ? shopsText(face, []) : names.join("、")} />
        <Fact name="有效期" value={`${shortTime(coupon.validFromMs)} 至 ${shortTime(coupon.expiresAtMs)}`} />
        <Fact name="领取" value={shortTime(coupon.claimedAtMs)} />
        {coupon.gift && <Fact name="送礼中" value={`${shortTime(coupon.gift.endsAtMs)} 前等朋友领取`} />}
        {coupon.voidedAtMs !== undefined && <Fact name="作废" value={shortTime(coupon.voidedAtMs)} />}
        <Fact name="券号" value={`${coupon.offerId.slice(4).toUpperCase()}-${coupon.n}`} />
        {coupon.undone?.map((receipt) => (
          <Fact
            key={receipt.redemptionId}
            name="撤销"
            value={`${undoneNote(receipt, nowMs)}，${receipt.storeName}，${undoneByText(receipt, nowMs) ?? ""}`}
          />
        ))}
        {face.lines.map((line) => (
          <Text key={line} className="t-note t-block">
            · {line}
          </Text>
        ))}
      </View>
      <Actions held={{ coupon, face }} nowMs={nowMs} />
    </Page>
  );
}

/** From the day after it was claimed: between a claim and its use in the shop nothing is asked. */
const isKeptForLater = ({ claimedAtMs }: Coupon, nowMs: number): boolean =>
  businessDay(claimedAtMs) !== businessDay(nowMs);

function Actions({ held, nowMs }: { readonly held: Held; readonly nowMs: number }) {
  const { offerId, n } = held.coupon;
  const group = walletGroup(held.coupon, nowMs);
  const starts = startsText(held.coupon, nowMs);
  const toGive = () => void Taro.navigateTo({ url: routes.give(offerId, n) });
  if (group === "usable" && isGiving(held.coupon)) {
    return (
      <View className="section">
        <Button onClick={toGive}>再发一次或取回</Button>
      </View>
    );
  }
  return (
    <View className="section">
      {group === "usable" && !starts && (
        <Button onClick={() => void Taro.navigateTo({ url: routes.codeOf(offerId, n) })}>出示券码</Button>
      )}
      {group === "usable" && starts && <Button isOff>{starts}</Button>}
      {group === "usable" && isKeptForLater(held.coupon, nowMs) && (
        <AskConsent template="expiring" label="到期前提醒我" thanks="好的，到期前会提醒你" />
      )}
      {mayGive(held) && (
        <Button kind="words" onClick={toGive}>
          送给朋友
        </Button>
      )}
      {group === "used" && (
        <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.receipt(offerId, n) })}>
          查看使用凭证
        </Button>
      )}
      {group === "expired" && <Text className="t-label t-block">{overText(held.coupon)}</Text>}
    </View>
  );
}
