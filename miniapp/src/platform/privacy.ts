// WeChat's privacy consent. The one button that asks for it is also the one that joins: nothing is asked before a tap.
import type { ButtonProps } from "@tarojs/components";
import { native } from "./wx";

/**
 * Props of the button that agrees. WeChat fires both the tap and the agreement (an old base library only the tap), so
 * `onAgree` must bear being called twice.
 */
export function consentButton(onAgree: () => void): Partial<ButtonProps> {
  return { openType: "agreePrivacyAuthorization", onAgreePrivacyAuthorization: onAgree, onClick: onAgree };
}

/** Opens WeChat's own page of the privacy guide; false where there is none, and our text is shown instead. */
export function openPrivacyGuide(): Promise<boolean> {
  return new Promise((resolve) => {
    if (!native.openPrivacyContract) {
      resolve(false);
      return;
    }
    native.openPrivacyContract({ success: () => resolve(true), fail: () => resolve(false) });
  });
}
