// Taro's components as plain elements: enough to render a page, tap it and type into it.
import { type ChangeEvent, createElement, type FocusEvent, type ReactNode, type TouchEvent } from "react";
import { phone } from "./phone";

type Typed = { readonly detail: { readonly value: string } };

type Props = {
  readonly children?: ReactNode;
  readonly className?: string;
  readonly src?: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly style?: Record<string, string>;
  readonly ariaRole?: string;
  readonly ariaLabel?: string;
  readonly type?: string;
  readonly openType?: string;
  readonly onClick?: () => void;
  readonly onAgreePrivacyAuthorization?: () => void;
  readonly onTouchStart?: (event: TouchEvent) => void;
  readonly onTouchEnd?: (event: TouchEvent) => void;
  readonly onGetPhoneNumber?: (event: { detail: object }) => void;
  readonly onInput?: (event: Typed) => void;
  readonly onBlur?: (event: Typed) => void;
};

const element = (tag: string) => (props: Props) => {
  const { children, className, src, type, value, placeholder, style, ariaRole, ariaLabel, onInput, onBlur } = props;
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
      "data-type": type,
      // WeChat fires both the tap and the agreement, or the answer to its question, for one touch.
      onClick: () => {
        props.onClick?.();
        props.onAgreePrivacyAuthorization?.();
        props.onGetPhoneNumber?.({ detail: phone.number });
      },
      onTouchStart: props.onTouchStart,
      onTouchEnd: props.onTouchEnd,
      ...(onInput
        ? { onChange: (event: ChangeEvent<HTMLInputElement>) => onInput({ detail: { value: event.target.value } }) }
        : {}),
      ...(onBlur
        ? { onBlur: (event: FocusEvent<HTMLInputElement>) => onBlur({ detail: { value: event.target.value } }) }
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

type PickerProps = {
  readonly children: ReactNode;
  readonly range: readonly (readonly string[])[];
  readonly onColumnChange: (event: { detail: { column: number; value: number } }) => void;
  readonly onChange: (event: { detail: { value: readonly number[] } }) => void;
};

/** A tap turns the wheels one after the other to where the phone says, and takes what they show. */
export const Picker = ({ children, range, onColumnChange, onChange }: PickerProps) =>
  createElement(
    "div",
    {
      "data-rows": range.map((rows) => rows.length).join(),
      onClick: () => {
        for (const [column, value] of phone.wheels.entries()) onColumnChange({ detail: { column, value } });
        onChange({ detail: { value: phone.wheels } });
      },
    },
    children,
  );
