declare module "wechat-crypto" {
  export default class WXBizMsgCrypt {
    constructor(token: string, encodingAESKey: string, appId: string);
    encrypt(text: string): string;
    decrypt(text: string): { message: string; id: string };
  }
}
