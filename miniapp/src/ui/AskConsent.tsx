// One line that asks for one message. It shows only where WeChat can be asked and was not refused lately; nothing is given
// for a yes, and nothing is missing after a no.
import type { PushTemplate } from "@huike/shared/campaign-plan";
import { Text, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { askConsent, type ConsentAnswer, mayBeAsked, refreshConsents, useConsents } from "../state/consents";
import { Button } from "./Button";

type Props = { readonly template: PushTemplate; readonly label: string; readonly thanks: string };

export function AskConsent({ template, label, thanks }: Props) {
  const known = useConsents((s) => s.templates.find((one) => one.template === template));
  const isAllowed = useConsents((s) => mayBeAsked(s, template));
  const [answer, setAnswer] = useState<ConsentAnswer>();
  useEffect(() => void refreshConsents(), []);
  if (answer === "accepted") {
    return (
      <View className="section">
        <Text className="t-label t-block">{thanks}</Text>
      </View>
    );
  }
  if (!known || !isAllowed) return null;
  return (
    <Button kind="words" onClick={() => void askConsent(known).then(setAnswer)}>
      {label}
    </Button>
  );
}
