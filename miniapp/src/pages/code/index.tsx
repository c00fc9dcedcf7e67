// The member code, to be scanned at the counter. White always and bright, new every 30 s by the server's clock, computed
// on the phone: it needs no signal. A coupon chosen here goes along in the QR.

import type { Receipt } from "@huike/shared/coupon";
import { Text, View } from "@tarojs/components";
import Taro, { useDidHide, useDidShow, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { signIn } from "../../api/session";
import { routes } from "../../routes";
import { useHome } from "../../state/home-state";
import { isMember, serverNowMs, useSession } from "../../state/session-state";
import { showable } from "../../state/wallet";
import { undoneNote } from "../../text/undo-text";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { ChoiceSwitch } from "./ChoiceSwitch";
import { CodeFace } from "./CodeFace";
import { choicesOf, keyOfChoice, neighbour, placeOf } from "./choices";
import "./code.css";
import { useBeat } from "./use-beat";
import { useBrightScreen } from "./use-bright-screen";
import { useCounterWatch } from "./use-counter-watch";

export default function CodePage() {
  const { offerId, n } = useRouter().params;
  const [isShown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  const home = useHome((s) => s.home);
  const session = useSession((s) => s.session);
  const beat = useBeat(isShown);
  useBrightScreen(isShown);
  const [undone, setUndone] = useState<Receipt>();
  useCounterWatch(isShown && isMember(session), {
    onRedeemed({ coupon }) {
      void Taro.vibrateShort({ type: "medium" }).catch(() => undefined);
      void Taro.redirectTo({ url: routes.receipt(coupon.offerId, coupon.n) });
    },
    onUndone: setUndone,
  });

  const [chosen, setChosen] = useState(offerId ? `${offerId}#${n ?? ""}` : "member");
  const choices = choicesOf(showable(home, serverNowMs()));
  const place = placeOf(choices, chosen);
  const choice = choices[place] ?? { is: "member" };
  const turn = (step: 1 | -1) => setChosen(keyOfChoice(neighbour(choices, place, step)));
  if (!isMember(session)) return <NotAMember />;
  return (
    <Page className="code-page">
      {beat.code === undefined ? (
        <Recalibrate />
      ) : (
        <CodeFace code={beat.code} choice={choice} isShown={isShown} onTurn={turn} />
      )}
      {undone && (
        <View className="code-page__undone" ariaRole="status">
          <Text>{undoneNote(undone, serverNowMs())}，券已退回卡包，可以再用</Text>
        </View>
      )}
      <ChoiceSwitch choices={choices} place={place} onTurn={turn} />
      <Text className="code-page__hint">截图很快失效，请现场出示</Text>
    </Page>
  );
}

function NotAMember() {
  return (
    <Page className="code-page">
      <Notice
        sentence="还不是会员，没有会员码。到店里扫一扫码，领券时一并加入。"
        action={{ label: "回首页", onClick: () => void Taro.switchTab({ url: routes.home }) }}
      />
    </Page>
  );
}

/** The phone holds no secret for this week: its clock is wrong, or it has been without a network for too long. */
function Recalibrate() {
  const [isBusy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    const signedIn = await signIn();
    setBusy(false);
    if (!signedIn.ok) void Taro.showToast({ title: "还是没有网络，请换个地方再试", icon: "none" });
  };
  return (
    <View className="code-page__recalibrate">
      <Notice
        sentence="时间不准或太久没联网，联网校准一次"
        action={{ label: "再试一次", onClick: () => void retry(), isBusy }}
      />
    </View>
  );
}
