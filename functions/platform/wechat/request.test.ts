// What WeChat's answers are to our client, over an address that answers as each test says.

import { Outage } from "../outage.ts";
import { openTables } from "../table.ts";
import { readFields } from "./answer.ts";
import { WechatError } from "./error.ts";
import { openWechat } from "./request.ts";

const api = "/cgi-bin/message/mass/sendall";

/** The same answer to every try, and how many tries there were. */
function answering(answer: () => Response) {
  let tries = 0;
  const wechat = openWechat(
    {
      ...{ apiUrl: "http://wechat.test", mpUrl: "http://mp.test", appId: "wx0123456789abcdef" },
      appSecret: async () => "secret",
      nowMs: () => 0,
      wait: async () => undefined,
      fetch: async () => {
        tries += 1;
        return answer();
      },
    },
    openTables("none", "none", "http://localhost:1"),
  );
  const outcome = async (isRepeatable: boolean) => {
    const { body } = await wechat.send({ method: "POST", path: api, json: {}, isRepeatable });
    return readFields<Record<string, unknown>>(api, body);
  };
  return { outcome, tries: () => tries };
}

const said = (answer: object) => answering(() => Response.json(answer));
const refused = (errcode: number, errmsg = "") => new WechatError(api, errcode, errmsg);

test("without an errcode, or with 0, an answer is a success", async () => {
  expect(await said({ msg_id: 7 }).outcome(false)).toEqual({ msg_id: 7 });
  expect(await said({ errcode: 0, errmsg: "ok" }).outcome(false)).toEqual({ errcode: 0, errmsg: "ok" });
});

test("a mass message sent before counts as sent, and names the first one", async () => {
  const answer = { errcode: 45065, errmsg: "clientmsgid exist", msg_id: 901 };
  expect(await said(answer).outcome(false)).toEqual(answer);
});

test("a refusal is thrown with its code and is not asked again", async () => {
  const wechat = said({ errcode: 40013, errmsg: "invalid appid rid: 1" });
  await expect(wechat.outcome(true)).rejects.toMatchObject({ errcode: 40013, category: "permission", api });
  expect(wechat.tries()).toBe(1);
});

test.each([
  [true, 3],
  [false, 1],
])("busy, of a call repeatable: %s, is an outage after %i tries", async (isRepeatable, tries) => {
  const wechat = said({ errcode: -1, errmsg: "system error" });
  await expect(wechat.outcome(isRepeatable)).rejects.toBeInstanceOf(Outage);
  expect(wechat.tries()).toBe(tries);
});

test.each(["{", '{"errcode":0', "<html>bad gateway</html>", "", "7", "null"])(
  "%j where JSON was due is an outage, no bug of ours",
  async (text) => {
    await expect(answering(() => new Response(text)).outcome(false)).rejects.toBeInstanceOf(Outage);
  },
);

test.each([
  [45011, "minute_quota"],
  [45009, "day_quota"],
  [45028, "month_quota"],
  [48006, "month_quota"],
  [43101, "no_consent"],
  [43107, "no_consent"],
  [43004, "not_following"],
  [45015, "window_closed"],
  [45047, "window_closed"],
  [61010, "unseen"],
  [99999, "unknown"],
])("%i says what can be done about it: %s", (errcode, category) => {
  expect(refused(errcode).category).toBe(category);
});

test("a broken field is named where the words tell, whatever follows them", () => {
  expect(refused(47003, "argument invalid! data.amount2.value invalid rid: 5f").field).toBe("amount2");
  expect(refused(47003, "argument invalid! data.character_str").field).toBe("character_str");
  expect(refused(47003, "argument invalid!").field).toBeUndefined();
  expect(refused(47001, "data.thing1.value").field).toBeUndefined();
});

test("long numbers keep their digits, and texts and fractions are left alone", () => {
  const text =
    '{"msg_id":9007199254740993,"old":-12345678901234567,"short":123456789012345,"said":"\\"9007199254740993,","part":0.0000000000000001,"list":[9007199254740993]}';
  expect(readFields(api, Buffer.from(text))).toEqual({
    msg_id: "9007199254740993",
    old: "-12345678901234567",
    short: 123456789012345,
    said: '"9007199254740993,',
    part: 0.0000000000000001,
    list: ["9007199254740993"],
  });
});
