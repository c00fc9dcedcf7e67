// WeChat's button that asks for the phone number. What it hands over is a code, not the number: the server exchanges it,
// once and within five minutes. It has nothing to do with the code of the login.
import type { ButtonProps } from "@tarojs/components";
import { type NumberAnswer, readNumberAnswer } from "./number-answer";

export const phoneNumberButton = (onAnswer: (answer: NumberAnswer) => void): Partial<ButtonProps> => ({
  openType: "getPhoneNumber",
  onGetPhoneNumber: ({ detail }) => onAnswer(readNumberAnswer(detail)),
});
