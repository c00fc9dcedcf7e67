import { openWechat } from "./open-wechat.ts";

const FIVE_MINUTES_MS = 5 * 60_000;

async function withButton() {
  const wechat = openWechat();
  await wechat.askJson("/phones/xiaoyu/number", { country: "86", number: "13800138000" });
  const { access_token } = await wechat.stableToken();
  const tap = async () => (await wechat.askJson("/phones/xiaoyu/number-code", {})).code;
  const exchange = async (asked: object): Promise<object> =>
    wechat.askJson(`/api/wxa/business/getuserphonenumber?access_token=${access_token}`, asked);
  return { wechat, tap, exchange };
}

describe("a code of the phone button", () => {
  test("becomes the number, with the country code in front where it is another country's", async () => {
    const { wechat, tap, exchange } = await withButton();
    expect(await exchange({ code: await tap() })).toMatchObject({
      ...{ errcode: 0, errmsg: "ok" },
      phone_info: { phoneNumber: "13800138000", purePhoneNumber: "13800138000", countryCode: "86" },
    });
    await wechat.askJson("/phones/xiaoyu/number", { country: "852", number: "51234567" });
    expect(await exchange({ code: await tap() })).toMatchObject({
      phone_info: { phoneNumber: "+85251234567", purePhoneNumber: "51234567", countryCode: "852" },
    });
  });

  test("is good once, for five minutes, and is no login code", async () => {
    const { wechat, tap, exchange } = await withButton();
    const [used, late] = [await tap(), await tap()];
    await exchange({ code: used });
    for (const code of [used, await wechat.login("xiaoyu"), "__proto__"])
      expect(await exchange({ code })).toMatchObject({ errcode: 40029 });
    wechat.clock.nowMs += FIVE_MINUTES_MS;
    expect(await exchange({ code: late })).toMatchObject({ errcode: 40029 });
    expect(await exchange({})).toMatchObject({ errcode: 47001 });
  });

  test("is not given by an account that has used up its numbers", async () => {
    const { wechat } = await withButton();
    await wechat.askJson("/phones/xiaoyu/number-quota", { isOut: true });
    expect(await wechat.askJson("/phones/xiaoyu/number-code", {})).toEqual({
      errMsg: "getPhoneNumber:fail jsapi has no permission",
      errno: 1400001,
    });
  });
});
