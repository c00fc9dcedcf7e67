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
  /** Of a person's name: the keyboard offers the one in WeChat, and WeChat says whether it takes what stands there. */
  readonly onReviewed?: (isTaken: boolean) => void;
};

export function Field({ label, placeholder, value, maxLength, isAmount, onType, onDone, onReviewed }: Props) {
  const type: NonNullable<InputProps["type"]> = isAmount ? "digit" : onReviewed ? "nickname" : "text";
  // A name taken from the keyboard's offer is told on leaving the field, not by every WeChat as typing.
  const asName: InputProps = onReviewed
    ? {
        onBlur: ({ detail }) => onType(detail.value),
        onNickNameReview: ({ detail }) => onReviewed(detail.pass !== false),
      }
    : {};
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
        {...asName}
      />
    </View>
  );
}
