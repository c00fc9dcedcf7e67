// Where a scanned code leads. The offer comes first, asked for at once beside the silent sign-in; nothing else is asked
// before a tap, and 「先看看」 always leaves.
import { deadChannelErrors, GetLanding, type Landing } from "@huike/shared/channel";
import type { CallFailure, RefusalDetail } from "@huike/shared/endpoint";
import Taro, { useRouter } from "@tarojs/taro";
import { useCallback, useEffect, useState } from "react";
import { call } from "../../api/call";
import { sceneOfQuery } from "../../api/read-scene";
import { arriveBy } from "../../api/session";
import { routes } from "../../routes";
import { refreshGuestsBrand } from "../../state/brand-state";
import { refreshHome } from "../../state/home-state";
import { isMember, serverNowMs } from "../../state/session-state";
import { refreshStores, useStores } from "../../state/stores-state";
import { explain } from "../../text/explain";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { Offer } from "./Offer";

type LookFailure = CallFailure<typeof GetLanding>;
type Looked =
  | { readonly is: "looking" }
  | { readonly is: "found"; readonly landing: Landing }
  | { readonly is: "failed"; readonly error: LookFailure; readonly detail?: RefusalDetail | undefined };

export default function LandingPage() {
  const { params } = useRouter();
  const scene = sceneOfQuery(params);
  /** Where the welcome message of the service account led here. */
  const ticket = params.t;
  const [looked, setLooked] = useState<Looked>({ is: "looking" });
  const [isSigningIn, setSigningIn] = useState(true);

  const look = useCallback(async () => {
    setLooked({ is: "looking" });
    if (scene === undefined) return setLooked({ is: "failed", error: "channel_unknown" });
    void arriveBy({ scene, ticket }).then(async (signedIn) => {
      if (signedIn.ok && isMember(signedIn.value)) await refreshHome();
      else void refreshGuestsBrand();
      setSigningIn(false);
    });
    if (!useStores.getState().kept) void refreshStores();
    const answer = await call(GetLanding, { scene });
    setLooked(
      answer.ok ? { is: "found", landing: answer.value } : { is: "failed", error: answer.error, detail: answer.detail },
    );
  }, [scene, ticket]);
  useEffect(() => void look(), [look]);

  if (looked.is === "found") return <Offer landing={looked.landing} isSigningIn={isSigningIn} />;
  return <Page>{looked.is === "looking" ? <Skeleton /> : <DeadCode {...looked} onRetry={look} />}</Page>;
}

type DeadCodeProps = {
  readonly error: LookFailure;
  readonly detail?: RefusalDetail | undefined;
  readonly onRetry: () => Promise<void>;
};

/** A code that leads nowhere still leads to the shops; a network that fails asks to try again. */
function DeadCode({ error, detail, onRetry }: DeadCodeProps) {
  return (
    <Notice
      sentence={explain(error, detail, serverNowMs())}
      action={
        error in deadChannelErrors
          ? { label: "看看附近门店", onClick: () => void Taro.switchTab({ url: routes.stores }) }
          : { label: "再试一次", onClick: () => void onRetry() }
      }
    />
  );
}
