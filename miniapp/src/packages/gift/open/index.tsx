// Where a gift's link leads. What is in it comes first, after the silent sign-in; nothing else is asked before a tap, and
// 「先看看」 always leaves. In a package of its own: few open it, and everybody pays for the main one.
import type { CallFailure } from "@huike/shared/endpoint";
import { GetGift, type GiftView } from "@huike/shared/gift";
import { GiftId } from "@huike/shared/id";
import Taro, { useRouter } from "@tarojs/taro";
import { useCallback, useEffect, useState } from "react";
import { call } from "../../../api/call";
import { decodeOnce } from "../../../api/read-scene";
import { routes } from "../../../routes";
import { refreshHome } from "../../../state/home-state";
import { isMember, serverNowMs, useSession } from "../../../state/session-state";
import { refreshStores, useStores } from "../../../state/stores-state";
import { explain } from "../../../text/explain";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Skeleton } from "../../../ui/Skeleton";
import { Gift } from "./Gift";

type LookFailure = CallFailure<typeof GetGift>;
type Looked =
  | { readonly is: "looking" }
  | { readonly is: "found"; readonly giftId: string; readonly view: GiftView }
  | { readonly is: "failed"; readonly error: LookFailure };

export default function OpenGiftPage() {
  const { g } = useRouter().params;
  const [looked, setLooked] = useState<Looked>({ is: "looking" });

  const look = useCallback(async () => {
    setLooked({ is: "looking" });
    const giftId = GiftId.safeParse(decodeOnce(g ?? ""));
    if (!giftId.success) return setLooked({ is: "failed", error: "gift_unknown" });
    const answer = await call(GetGift, { giftId: giftId.data });
    setLooked(
      answer.ok ? { is: "found", giftId: giftId.data, view: answer.value } : { is: "failed", error: answer.error },
    );
    if (isMember(useSession.getState().session)) void refreshHome();
    if (!useStores.getState().kept) void refreshStores();
  }, [g]);
  useEffect(() => void look(), [look]);

  if (looked.is === "found") return <Gift giftId={looked.giftId} view={looked.view} />;
  return <Page>{looked.is === "looking" ? <Skeleton /> : <NoGift error={looked.error} onRetry={look} />}</Page>;
}

type NoGiftProps = { readonly error: LookFailure; readonly onRetry: () => Promise<void> };

/** A link that leads nowhere still leads to the shops; a network that fails asks to try again. */
function NoGift({ error, onRetry }: NoGiftProps) {
  return (
    <Notice
      sentence={explain(error, undefined, serverNowMs())}
      action={
        error === "gift_unknown"
          ? { label: "看看附近门店", onClick: () => void Taro.switchTab({ url: routes.stores }) }
          : { label: "再试一次", onClick: () => void onRetry() }
      }
    />
  );
}
