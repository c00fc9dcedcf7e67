// A receipt asks one thing at most: for the phone number once in thirty days, on the others for a message. Only now, with
// the receipt on the screen, is the server asked whether there is a number.
import { Text, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { mayAskForPhone, takeTurnToAsk } from "../../state/phone-ask";
import { AskConsent } from "../../ui/AskConsent";
import { AskNumber } from "../../ui/AskNumber";
import { Button } from "../../ui/Button";

type Turn = "open" | "phone" | "message";

export function OneAsk() {
  const [turn, setTurn] = useState<Turn>(() => (mayAskForPhone() ? "open" : "message"));
  useEffect(() => {
    if (turn === "open") void takeTurnToAsk().then((isPhones) => setTurn(isPhones ? "phone" : "message"));
  }, [turn]);
  if (turn === "open") return null;
  if (turn === "phone") return <AskPhone />;
  return <AskConsent template="receipt" label="积分到账告诉我" thanks="好的，下次积分到账会告诉你" />;
}

function AskPhone() {
  const [state, setState] = useState<"asking" | "given" | "left">("asking");
  if (state === "left") return null;
  if (state === "given") {
    return (
      <View className="section">
        <Text className="t-label t-block">好的，手机号留下了，在「我的资料」里随时能换能删</Text>
      </View>
    );
  }
  const leave = () => setState("left");
  return (
    <View className="section">
      <Text className="t-label t-block receipt__ask">留个手机号，换手机也不丢券</Text>
      <AskNumber label="授权手机号" before={undefined} onGiven={() => setState("given")} onNot={leave} />
      <Button kind="words" onClick={leave}>
        以后再说
      </Button>
    </View>
  );
}
