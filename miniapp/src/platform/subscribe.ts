// WeChat's window that asks for subscribe messages. It opens only within a tap: nothing may be awaited before it.
import Taro from "@tarojs/taro";

/** off: the person has switched all messages off, or WeChat has; failed: no window came up. */
export type Asked = "accept" | "reject" | "off" | "failed";

/** "The main switch is switched off." */
const MAIN_SWITCH_OFF = 20004;

export async function askToSubscribe(templateId: string): Promise<Asked> {
  try {
    // Taro's typings want the ids of another company's app too.
    const answer = await Taro.requestSubscribeMessage({ tmplIds: [templateId], entityIds: [] });
    return readAnswer(Object.entries(answer).find(([id]) => id === templateId)?.[1]);
  } catch (cause) {
    return isObject(cause) && cause.errCode === MAIN_SWITCH_OFF ? "off" : "failed";
  }
}

/** acceptWithAudio and the like are accepts; filter: another template of the same name was shown. */
function readAnswer(word: unknown): Asked {
  if (typeof word === "string" && word.startsWith("accept")) return "accept";
  if (word === "reject") return "reject";
  return word === "ban" ? "off" : "failed";
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
