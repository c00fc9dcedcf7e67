// A line to type in. The frame is ours: h5 and WeChat draw their inputs each in their own way.
import { Input, type InputProps, View } from "@tarojs/components";
import "./field.css";

type Props = {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  readonly isAmount?: boolean;
  readonly onType: (text: string) => void;
  readonly onDone?: () => void;
};

export function Field({ label, placeholder, value, maxLength, isAmount, onType, onDone }: Props) {
  const type: NonNullable<InputProps["type"]> = isAmount ? "digit" : "text";
  return (
    <View className="field">
      <Input
        className="field__input"
        type={type}
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        ariaLabel={label}
        onInput={({ detail }) => onType(detail.value)}
        {...(onDone ? { onConfirm: onDone } : {})}
      />
    </View>
  );
}
