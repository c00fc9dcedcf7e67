// Silent sign-in: WeChat's one-time code, good for five minutes; the server turns it into a session.
import Taro from "@tarojs/taro";

export async function loginCode(): Promise<string> {
  return (await Taro.login()).code;
}
