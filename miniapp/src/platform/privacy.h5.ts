import type { ButtonProps } from "@tarojs/components";
import { askPhone } from "./fake-wechat";

export function consentButton(onAgree: () => void): Partial<ButtonProps> {
  const agree = async () => {
    // The tap is the agreement: when the fake WeChat cannot be reached, joining says so itself.
    await askPhone("POST", "privacy/agree").catch(() => undefined);
    onAgree();
  };
  return { onClick: () => void agree() };
}

export async function openPrivacyGuide(): Promise<boolean> {
  return false;
}
