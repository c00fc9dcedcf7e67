// A new colleague reads the code they are shown.
import { isInviteText } from "@huike/shared/scan";
import Taro from "@tarojs/taro";
import { scan } from "../../platform/scan";
import { routes } from "../../routes";

export async function scanInvite(): Promise<void> {
  const outcome = await scan();
  if (outcome.is === "cancelled") return;
  if (outcome.is === "read" && isInviteText(outcome.text)) {
    await Taro.navigateTo({ url: routes.invite(outcome.text) });
    return;
  }
  const title = outcome.is === "read" ? "这不是邀请码，请同事在后台出示" : "没有扫到，请再试一次";
  await Taro.showToast({ title, icon: "none" });
}
