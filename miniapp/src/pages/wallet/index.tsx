// 卡包: what can be used, what was used, what is over.
import type { WalletGroup } from "@huike/shared/coupon";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import type { SignedIn } from "../../api/session";
import { routes } from "../../routes";
import { type Home, useHome } from "../../state/home-state";
import { leafBack, usePast } from "../../state/past-state";
import { seeWallet } from "../../state/pushes";
import { refreshAll } from "../../state/refresh";
import { isMember, serverNowMs, useSession } from "../../state/session-state";
import { faced, type Held, heldCoupons, heldIn, inGroup, type Shelf } from "../../state/wallet";
import { explain, keptContentLine } from "../../text/explain";
import { Button } from "../../ui/Button";
import { CodeButton } from "../../ui/CodeButton";
import { Notice, NoticeLine } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Tabs } from "../../ui/Tabs";
import { TicketList } from "../../ui/TicketList";

const groups: readonly { readonly key: WalletGroup; readonly label: string }[] = [
  { key: "usable", label: "可用" },
  { key: "used", label: "已使用" },
  { key: "expired", label: "已过期" },
];

const emptyText: Record<WalletGroup, string> = {
  usable: "还没有券",
  used: "还没有用过券",
  expired: "没有过期的券，真好",
};

export default function WalletPage() {
  const session = useSession((s) => s.session);
  const home = useHome((s) => s.home);
  const failure = useHome((s) => s.failure);
  const heardAtMs = useHome((s) => s.heardAtMs);
  const [group, setGroup] = useState<WalletGroup>("usable");
  const [signedIn, setSignedIn] = useState<SignedIn>();
  const refresh = () =>
    void refreshAll().then((answer) => {
      setSignedIn(answer);
      void seeWallet();
    });
  useDidShow(refresh);

  const nowMs = serverNowMs();
  const past = usePast();
  const held = group === "usable" ? heldIn(home, group, nowMs) : inGroup(allHeld(home, past), group, nowMs);
  const error = failure ?? (signedIn && !signedIn.ok ? signedIn.error : undefined);
  const isWaiting = !home && !error && (!signedIn || isMember(session));
  return (
    <Page>
      {error && home && <NoticeLine sentence={keptContentLine(heardAtMs, nowMs)} onRetry={refresh} />}
      <Tabs items={groups} chosen={group} onChoose={setGroup} />
      {error && !home && (
        <Notice sentence={explain(error, undefined, nowMs)} action={{ label: "再试一次", onClick: refresh }} />
      )}
      {isWaiting && <Skeleton />}
      {!isWaiting && !(error && !home) && held.length === 0 && <Empty group={group} />}
      <TicketList key={group} held={held} nowMs={nowMs} />
      {group !== "usable" && home && !past.isAll && (
        <Button kind="words" isBusy={past.isBusy} onClick={() => void leafBack()}>
          看更早的券
        </Button>
      )}
      {past.failure && (
        <NoticeLine sentence={explain(past.failure, undefined, nowMs)} onRetry={() => void leafBack()} />
      )}
      <CodeButton />
    </Page>
  );
}

/** A coupon that is being put away can come in both answers: the wallet's own is the newer. */
function allHeld(home: Home | undefined, past: Shelf): Held[] {
  const live = heldCoupons(home);
  const isLive = (one: Held) =>
    live.some(({ coupon }) => coupon.offerId === one.coupon.offerId && coupon.n === one.coupon.n);
  return [...live, ...faced(past).filter((one) => !isLive(one))];
}

function Empty({ group }: { readonly group: WalletGroup }) {
  if (group !== "usable") {
    return (
      <View className="section">
        <Text className="t-label t-block">{emptyText[group]}</Text>
      </View>
    );
  }
  return (
    <Notice
      sentence={`${emptyText.usable}。到店里扫一扫海报或台卡上的码就能领。`}
      action={{ label: "看看门店", onClick: () => void Taro.switchTab({ url: routes.stores }) }}
    />
  );
}
