// Taro's components as plain elements: enough to render a page, tap it and type into it.
import { type ChangeEvent, createElement, type ReactNode, type TouchEvent } from "react";

type Props = {
  readonly children?: ReactNode;
  readonly className?: string;
  readonly src?: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly style?: Record<string, string>;
  readonly ariaRole?: string;
  readonly ariaLabel?: string;
  readonly openType?: string;
  readonly onClick?: () => void;
  readonly onAgreePrivacyAuthorization?: () => void;
  readonly onTouchStart?: (event: TouchEvent) => void;
  readonly onTouchEnd?: (event: TouchEvent) => void;
  readonly onInput?: (event: { detail: { value: string } }) => void;
};

const element = (tag: string) => (props: Props) => {
  const { children, className, src, value, placeholder, style, ariaRole, ariaLabel, onInput } = props;
  return createElement(
    tag,
    {
      className,
      src,
      value,
      placeholder,
      style,
      role: ariaRole,
      "aria-label": ariaLabel,
      "data-open-type": props.openType,
      // WeChat fires both the tap and the agreement for one touch.
      onClick: () => {
        props.onClick?.();
        props.onAgreePrivacyAuthorization?.();
      },
      onTouchStart: props.onTouchStart,
      onTouchEnd: props.onTouchEnd,
      ...(onInput
        ? { onChange: (event: ChangeEvent<HTMLInputElement>) => onInput({ detail: { value: event.target.value } }) }
        : {}),
    },
    children,
  );
};

export const View = element("div");
export const Text = element("span");
export const Button = element("button");
export const Image = element("img");
export const Input = element("input");
