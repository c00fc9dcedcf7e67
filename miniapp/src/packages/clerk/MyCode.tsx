// The clerk's own mini-program code: who joins by it counts for this clerk.
import { GetMyCode } from "@huike/shared/counter";
import { Image, Text, View } from "@tarojs/components";
import { useState } from "react";
import { call } from "../../api/call";
import { serverNowMs } from "../../state/session-state";
import { explain } from "../../text/explain";
import { Button } from "../../ui/Button";

type Shown =
  | { readonly is: "hidden" | "asking" }
  | { readonly is: "shown"; readonly image: string }
  | { readonly is: "failed"; readonly sentence: string };

export function MyCode() {
  const [shown, setShown] = useState<Shown>({ is: "hidden" });
  const show = async () => {
    setShown({ is: "asking" });
    const answer = await call(GetMyCode, {});
    if (!answer.ok) return setShown({ is: "failed", sentence: explain(answer.error, answer.detail, serverNowMs()) });
    const { contentType, base64 } = answer.value.image;
    setShown({ is: "shown", image: `data:${contentType};base64,${base64}` });
  };
  if (shown.is === "shown") {
    return (
      <View className="my-code" onClick={() => setShown({ is: "hidden" })}>
        <View className="qr-code my-code__frame">
          <Image className="my-code__image" src={shown.image} ariaLabel="我的专属码" />
        </View>
        <Text className="t-label t-block">请顾客用微信扫一扫，领券入会算你的。点一下收起。</Text>
      </View>
    );
  }
  return (
    <View className="section">
      {shown.is === "failed" && (
        <View className="my-code__failure" ariaRole="alert">
          <Text className="t-label">{shown.sentence}</Text>
        </View>
      )}
      <Button kind="outlined" isBusy={shown.is === "asking"} onClick={() => void show()}>
        出示我的码
      </Button>
    </View>
  );
}
