// One filled button a screen; the others are outlined or plain words. While busy it says so and takes no second tap.
import { type ButtonProps, Button as NativeButton } from "@tarojs/components";
import type { ReactNode } from "react";
import "./button.css";

type Props = {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly kind?: "filled" | "outlined" | "words";
  readonly isBusy?: boolean;
  readonly isOff?: boolean;
  readonly className?: string;
  /** Of a button WeChat gives powers to, e.g. asking for consent. */
  readonly powers?: Partial<ButtonProps>;
};

export function Button({ children, onClick, kind = "filled", isBusy, isOff, className = "", powers }: Props) {
  const isStill = Boolean(isBusy || isOff);
  // Not the native `disabled`: its own colours win over ours on a phone.
  const acts = isStill ? {} : { ...(onClick ? { onClick } : {}), ...powers };
  return (
    <NativeButton
      className={`btn btn--${kind} ${isStill ? "btn--still" : ""} ${className}`}
      hoverClass={isStill ? "none" : "btn--press"}
      {...acts}
    >
      {isBusy ? "请稍候…" : children}
    </NativeButton>
  );
}
