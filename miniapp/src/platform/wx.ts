// The few calls of WeChat that Taro's typings lag behind on. Only the weapp ports of this folder import it;
// a call may be missing on an old base library, hence optional.
type Answer<T> = { success?: (value: T) => void; fail?: (reason: { errMsg?: string }) => void };

type NewerWx = {
  getPrivacySetting?: (o: Answer<{ needAuthorization: boolean; privacyContractName: string }>) => void;
  openPrivacyContract?: (o: Answer<unknown>) => void;
  getRandomValues?: (o: { length: number } & Answer<{ randomValues: ArrayBuffer }>) => void;
  getFuzzyLocation?: (o: { type: "gcj02" } & Answer<{ latitude: number; longitude: number }>) => void;
  getAppBaseInfo?: () => { fontSizeScaleFactor?: number };
};

declare const wx: NewerWx;

export const native: NewerWx = wx;
