import { askPhone, readText } from "./fake-wechat";

export async function loginCode(): Promise<string> {
  return readText(await askPhone("POST", "login"), "code");
}
