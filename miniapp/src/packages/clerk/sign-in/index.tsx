// A console's code was read: which browser shows it, and whether it is me. Only the till's camera leads here.
import { type BrowserSeen, ConfirmSignIn, RefuseSignIn, ScanSignIn } from "@huike/shared/console-sign-in";
import type { CallFailure } from "@huike/shared/endpoint";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useCallback, useEffect, useState } from "react";
import { call } from "../../../api/call";
import { routes } from "../../../routes";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Skeleton } from "../../../ui/Skeleton";
import { BrowserFacts } from "../console/BrowserFacts";
import { useTill } from "../till-state";
import { toTill } from "../to-till";
import "../clerk.css";

type Phase =
  | { readonly is: "asking" }
  | { readonly is: "shown"; readonly browser: BrowserSeen; readonly trouble?: string }
  | { readonly is: "sending"; readonly browser: BrowserSeen }
  | { readonly is: "signed_in" }
  | { readonly is: "refused" }
  | { readonly is: "failed"; readonly error: CallFailure<typeof ScanSignIn> };

/** The same tap again may yet succeed. */
const MAY_AGAIN: ReadonlySet<string> = new Set(["offline", "try_later", "unexpected"]);

export default function SignInPage() {
  const signInId = useTill((s) => s.signInId);
  const [phase, setPhase] = useState<Phase>({ is: "asking" });

  const look = useCallback(async () => {
    if (signInId === undefined) return;
    setPhase({ is: "asking" });
    const answer = await call(ScanSignIn, { signInId });
    setPhase(answer.ok ? { is: "shown", browser: answer.value.browser } : { is: "failed", error: answer.error });
  }, [signInId]);
  useEffect(() => void look(), [look]);

  if (signInId === undefined) {
    return (
      <Page>
        <Notice sentence="请在收银台用「扫码」扫电脑上的登录码" action={{ label: "去收银台", onClick: toTill }} />
      </Page>
    );
  }
  const answer = async (browser: BrowserSeen, say: typeof ConfirmSignIn | typeof RefuseSignIn) => {
    setPhase({ is: "sending", browser });
    const said = await call(say, { signInId });
    if (said.ok) return setPhase({ is: say === ConfirmSignIn ? "signed_in" : "refused" });
    if (!MAY_AGAIN.has(said.error)) return setPhase({ is: "failed", error: said.error });
    setPhase({ is: "shown", browser, trouble: explain(said.error, said.detail, serverNowMs()) });
  };
  return (
    <Page className="clerk">
      {phase.is === "asking" && <Skeleton />}
      {(phase.is === "shown" || phase.is === "sending") && (
        <Ask
          browser={phase.browser}
          trouble={phase.is === "shown" ? phase.trouble : undefined}
          isBusy={phase.is === "sending"}
          onYes={() => void answer(phase.browser, ConfirmSignIn)}
          onNo={() => void answer(phase.browser, RefuseSignIn)}
        />
      )}
      {phase.is === "signed_in" && <SignedIn />}
      {phase.is === "refused" && (
        <Notice
          sentence="没有登录，那个码已作废。不是你的码，请告诉店主。"
          action={{ label: "回收银台", onClick: toTill }}
        />
      )}
      {phase.is === "failed" && (
        <Notice
          sentence={explain(phase.error, undefined, serverNowMs())}
          action={
            MAY_AGAIN.has(phase.error)
              ? { label: "再试一次", onClick: () => void look() }
              : { label: "回收银台", onClick: toTill }
          }
        />
      )}
    </Page>
  );
}

type AskProps = {
  readonly browser: BrowserSeen;
  readonly trouble: string | undefined;
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

function Ask({ browser, trouble, isBusy, onYes, onNo }: AskProps) {
  return (
    <View>
      <Text className="t-title t-block">用你的身份登录这台电脑？</Text>
      <View className="panel">
        <BrowserFacts browser={browser} />
      </View>
      {trouble && <Notice sentence={trouble} />}
      <View className="section">
        <Text className="t-note t-block">
          只有这台电脑就在你面前时才点「是我」。别人发来的码、截图里的码，都不要点。
        </Text>
        <Button isBusy={isBusy} onClick={onYes}>
          是我，登录
        </Button>
        <Button kind="outlined" isOff={isBusy} onClick={onNo}>
          不是我
        </Button>
      </View>
    </View>
  );
}

function SignedIn() {
  return (
    <View className="section">
      <Text className="t-title t-block">✓ 已同意登录</Text>
      <Text className="t-label t-block">电脑上的后台一两秒内打开，12 小时后自动退出。</Text>
      <Button onClick={toTill}>好的</Button>
      <Button kind="words" onClick={() => void Taro.redirectTo({ url: routes.console })}>
        看看哪些电脑登录着
      </Button>
    </View>
  );
}
