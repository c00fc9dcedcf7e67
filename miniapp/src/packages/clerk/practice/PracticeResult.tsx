// How a practice step ended: striped and never green, with the word 练习 as large as the sign.
import { yuan } from "@huike/shared/money";
import { Text, View } from "@tarojs/components";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Page } from "../../../ui/Page";
import { nextSteps } from "../receipt/next-step";
import type { RedeemFailure } from "../till-state";
import type { CounterRefusal, Decision } from "./made-up-counter";

type Props = { readonly decision: Decision; readonly onNext: () => void };

export function PracticeResult({ decision, onNext }: Props) {
  return (
    <Page className="outcome outcome--practice">
      <Text className="outcome__sign">练习</Text>
      {decision.ok ? <Saved decision={decision} /> : <Cause decision={decision} />}
      <Text className="outcome__line">练习不算数：没有核销任何券，也没有记消费和积分。</Text>
      <View className="outcome__actions">
        <Button className="outcome__button" onClick={onNext}>
          下一位
        </Button>
      </View>
    </Page>
  );
}

function Saved({ decision: { priced } }: { readonly decision: Extract<Decision, { ok: true }> }) {
  const paid = priced.payableFen === undefined ? "" : `，收 ¥${yuan(priced.payableFen)}`;
  return (
    <View>
      <Text className="outcome__cause num">{`真的核销会变绿：−¥${yuan(priced.offFen)}${paid}`}</Text>
      <Text className="outcome__line">下一步：让会员看一眼凭证，扫下一位</Text>
    </View>
  );
}

/** Where the sentence of a look-up says itself what to do, there is no step beside it. */
const stepOf = (error: CounterRefusal): string | undefined =>
  error in nextSteps ? nextSteps[error as CounterRefusal & RedeemFailure] : undefined;

function Cause({ decision: { error, detail } }: { readonly decision: Extract<Decision, { ok: false }> }) {
  const step = stepOf(error);
  return (
    <View>
      <Text className="outcome__word">✕ 不能用</Text>
      <Text className="outcome__cause">{explain(error, detail, serverNowMs())}</Text>
      {step && <Text className="outcome__line">下一步：{step}</Text>}
    </View>
  );
}
