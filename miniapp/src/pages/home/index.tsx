// 首页: why come back. The card, what ends soon, the shop nearby; for a newcomer, the way to the first ticket.
import { daysLeft } from "@huike/shared/coupon";
import { View } from "@tarojs/components";
import Taro, { useDidShow, useRouter } from "@tarojs/taro";
import { useEffect, useRef, useState } from "react";
import type { SignedIn } from "../../api/session";
import { routes } from "../../routes";
import { useBrand } from "../../state/brand-state";
import { useHome } from "../../state/home-state";
import { openPush, readPush } from "../../state/pushes";
import { refreshAll } from "../../state/refresh";
import { isMember, serverNowMs, useSession } from "../../state/session-state";
import { isOnShift } from "../../state/shift-end";
import { heldIn } from "../../state/wallet";
import { explain, keptContentLine } from "../../text/explain";
import { Button } from "../../ui/Button";
import { CardFace } from "../../ui/CardFace";
import { CodeButton } from "../../ui/CodeButton";
import { NoticeLine } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { Skeleton } from "../../ui/Skeleton";
import { TicketList } from "../../ui/TicketList";
import { CampaignNote } from "./CampaignNote";
import { NearestStore } from "./NearestStore";
import { Newcomer } from "./Newcomer";

const ENDING_DAYS = 3;

export default function HomePage() {
  const session = useSession((s) => s.session);
  const home = useHome((s) => s.home);
  const failure = useHome((s) => s.failure);
  const heardAtMs = useHome((s) => s.heardAtMs);
  const brand = useBrand((s) => s.brand);
  const [signedIn, setSignedIn] = useState<SignedIn>();
  const goneToTill = useRef(false);
  // A welcome link leads here when its code no longer has an offer; what was heard of once is not sent again.
  const { scene, t: ticket, push } = useRouter().params;

  const refresh = () => void refreshAll({ scene, ticket }).then(setSignedIn);
  // A message's tap leads here, with its mark.
  useEffect(() => {
    const opened = readPush(push);
    if (opened) void openPush(opened);
  }, [push]);
  useDidShow(() => {
    // On a shift the app opens at the till; once a launch, so that one can go back to the member pages.
    if (!goneToTill.current && useSession.getState().session?.isStaff && isOnShift(serverNowMs())) {
      void Taro.navigateTo({ url: routes.till });
    }
    goneToTill.current = true;
    refresh();
  });

  useEffect(() => {
    if (brand) void Taro.setNavigationBarTitle({ title: brand.name });
  }, [brand]);

  const nowMs = serverNowMs();
  const ending = heldIn(home, "usable", nowMs).filter(({ coupon }) => daysLeft(coupon, nowMs) <= ENDING_DAYS);
  const signInError = signedIn && !signedIn.ok ? signedIn.error : undefined;
  return (
    <Page>
      {failure && home && <NoticeLine sentence={keptContentLine(heardAtMs, nowMs)} onRetry={refresh} />}
      {signInError && !home && <NoticeLine sentence={explain(signInError, undefined, nowMs)} onRetry={refresh} />}
      {failure && !home && <NoticeLine sentence={explain(failure, undefined, nowMs)} onRetry={refresh} />}
      {isMember(session) && home && <CardFace card={home.wallet.card} brand={brand} />}
      {isMember(session) && home?.wallet.note && <CampaignNote note={home.wallet.note} />}
      {isMember(session) && !home && !failure && <Skeleton />}
      {!session && !signedIn && <Skeleton />}
      {!isMember(session) && (session || signedIn) && <Newcomer />}
      {session?.isStaff && (
        <View className="section">
          <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.till })}>
            去收银台
          </Button>
        </View>
      )}
      {ending.length > 0 && (
        <Section title="快到期了">
          <TicketList held={ending} nowMs={nowMs} />
        </Section>
      )}
      <NearestStore nowMs={nowMs} />
      <CodeButton />
    </Page>
  );
}
