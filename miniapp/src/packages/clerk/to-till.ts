// Back to the page below; where there is none (the app opened here), to a new till.
import Taro from "@tarojs/taro";
import { routes } from "../../routes";

export function toTill(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.redirectTo({ url: routes.till });
}
