// What cannot be taken back at once is asked about first.
import Taro from "@tarojs/taro";

/** False: left as it is. */
export async function askFirst(title: string, content: string, confirmText: string): Promise<boolean> {
  const { confirm } = await Taro.showModal({ title, content, confirmText, cancelText: "取消" });
  return confirm;
}
