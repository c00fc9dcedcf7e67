// Passing a page on to a friend. WeChat asks the page what to pass on (`onShareAppMessage`) when this button is tapped.
import type { ButtonProps } from "@tarojs/components";

export type Shared = { readonly title: string; readonly path: string };

export const shareLabel = "发给微信好友";

export const shareButton = (_: Shared): Partial<ButtonProps> => ({ openType: "share" });
