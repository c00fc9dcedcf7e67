// Cracked glass, no camera: the digits can be typed, with or without their spaces.
import { View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";

export function ManualInput({ isBusy, onText }: { readonly isBusy: boolean; readonly onText: (text: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  if (!isOpen) {
    return (
      <Button kind="words" onClick={() => setOpen(true)}>
        手动输入
      </Button>
    );
  }
  const submit = () => {
    if (text.trim()) onText(text.trim());
  };
  return (
    <View className="manual">
      <Field
        label="会员码"
        placeholder="会员码 18 位数字"
        value={text}
        maxLength={64}
        onType={setText}
        onDone={submit}
      />
      <Button kind="outlined" isBusy={isBusy} isOff={text.trim() === ""} onClick={submit}>
        查找会员
      </Button>
    </View>
  );
}
