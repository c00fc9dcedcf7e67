// 手机号: by WeChat's own button only, shown masked.
import { DropPhone, type Profile } from "@huike/shared/profile";
import { Text } from "@tarojs/components";
import { useState } from "react";
import { call } from "../../api/call";
import { AskNumber } from "../../ui/AskNumber";
import { Button } from "../../ui/Button";
import { askFirst } from "./ask-first";
import { Part } from "./Part";
import { useSaving } from "./use-saving";

type Props = { readonly profile: Profile; readonly onSaved: (profile: Profile) => void };

export function PhonePart({ profile, onSaved }: Props) {
  const { phone } = profile;
  const [isAskable, setAskable] = useState(true);
  const { isBusy, sentence, save } = useSaving(onSaved);
  const remove = async () => {
    const after = "删除后店员不能再按手机号找到你的会员卡，券和积分不受影响";
    if (await askFirst("删除手机号？", after, "删除")) await save(() => call(DropPhone, {}));
  };
  return (
    <Part title="手机号" why="店员按手机号也能找到你的会员卡" sentence={sentence}>
      <Text className="t-body t-block num profile__value">{phone ?? "没有留"}</Text>
      {isAskable && (
        <AskNumber
          label={phone === undefined ? "授权手机号" : "换一个"}
          before={phone}
          onGiven={onSaved}
          onNot={(why) => setAskable(why !== "off")}
        />
      )}
      {phone !== undefined && (
        <Button kind="words" isBusy={isBusy} onClick={() => void remove()}>
          删除手机号
        </Button>
      )}
    </Part>
  );
}
