// h5 has no WeChat: the fake one knows the phone's number, and its window is the browser's own question.
import type { ButtonProps } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { askPhone, readText } from "./fake-wechat";
import { type NumberAnswer, readNumberAnswer } from "./number-answer";

export const phoneNumberButton = (onAnswer: (answer: NumberAnswer) => void): Partial<ButtonProps> => ({
  onClick: () => void askForNumber().then(onAnswer),
});

async function askForNumber(): Promise<NumberAnswer> {
  try {
    const { confirm } = await Taro.showModal({
      title: "申请获取你的手机号",
      content: readText(await askPhone("GET", "number"), "number"),
      cancelText: "不允许",
      confirmText: "允许",
    });
    return confirm ? readNumberAnswer(await askPhone("POST", "number-code")) : "refused";
  } catch {
    return "failed";
  }
}
