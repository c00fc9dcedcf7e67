// Taro's components as the console needs them: plain elements for the parts of the phone that are drawn here.
import { createElement, type ReactNode } from "react";

type Props = {
  readonly children?: ReactNode;
  readonly className?: string;
  readonly ariaRole?: string;
  readonly ariaLabel?: string;
  readonly src?: string;
  readonly onClick?: () => void;
};

/** "text" is a role of WeChat's and none of ARIA's: what is only read is a group of its words. */
const roleOf = (ariaRole: string | undefined) => (ariaRole === "text" ? "group" : ariaRole);

const element =
  (tag: string) =>
  ({ children, className, ariaRole, ariaLabel, onClick }: Props) =>
    createElement(tag, { className, role: roleOf(ariaRole), "aria-label": ariaLabel, onClick }, children);

/** What stands beside it says what it shows. */
export const Image = ({ className, src }: Props & { readonly mode?: string }) =>
  createElement("img", { className, src, alt: "" });

export const View = element("div");
export const Text = element("span");
