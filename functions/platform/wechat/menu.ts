// The menu of the service account, replaced as a whole (cgi-bin/menu/create). Phones fetch it anew when a chat is opened
// and the last fetch is five minutes old.
import type { Wechat } from "./request.ts";

export type ActingButton =
  | { readonly type: "click"; readonly name: string; readonly key: string }
  | { readonly type: "view"; readonly name: string; readonly url: string }
  | {
      readonly type: "miniprogram";
      readonly name: string;
      readonly appid: string;
      readonly pagepath: string;
      /** Opened by clients too old for mini-programs. */
      readonly url: string;
    };
export type WechatButton = ActingButton | { readonly name: string; readonly sub_button: readonly ActingButton[] };

/** Throws WechatError when WeChat refuses: a button's limits, a mini-program that is not linked, no right to menus. */
export async function createMenu(serviceAccount: Wechat, button: readonly WechatButton[]): Promise<void> {
  await serviceAccount.sendAsApp({
    method: "POST",
    path: "/cgi-bin/menu/create",
    json: { button },
    isRepeatable: true,
  });
}
