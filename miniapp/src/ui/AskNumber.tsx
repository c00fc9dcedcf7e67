// The button that asks WeChat for the phone number, and why it did not come. A "no" needs no words.
import type { Profile } from "@huike/shared/profile";
import { View } from "@tarojs/components";
import { useState } from "react";
import type { NumberAnswer } from "../platform/number-answer";
import { phoneNumberButton } from "../platform/phone-number";
import { givePhone } from "../state/give-phone";
import { serverNowMs } from "../state/session-state";
import { explain } from "../text/explain";
import { Button } from "./Button";
import { Refusal } from "./OfferActions";

type Props = {
  readonly label: string;
  /** The number the member has, masked. */
  readonly before: string | undefined;
  readonly onGiven: (profile: Profile) => void;
  /** off: this account cannot be asked for now. */
  readonly onNot: (why: "refused" | "off") => void;
};

export function AskNumber({ label, before, onGiven, onNot }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string>();
  const heard = async (answer: NumberAnswer) => {
    setSentence(answer === "failed" ? "微信没有给出手机号：先同意隐私保护指引，或更新微信后再试" : undefined);
    if (answer === "failed") return;
    if (typeof answer === "string") return onNot(answer);
    setBusy(true);
    const given = await givePhone(answer.code, before);
    setBusy(false);
    if (given.ok) onGiven(given.value);
    else setSentence(explain(given.error, given.detail, serverNowMs()));
  };
  return (
    <View>
      {sentence && <Refusal sentence={sentence} />}
      <Button kind="outlined" isBusy={isBusy} powers={phoneNumberButton((answer) => void heard(answer))}>
        {label}
      </Button>
    </View>
  );
}
