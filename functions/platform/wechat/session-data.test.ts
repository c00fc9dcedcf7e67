// Sealed here as the page says it is done, each time under a key drawn by lot.
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { isSignedBySession, openSessionData } from "./session-data.ts";

const appId = "wx0123456789abcdef";
const nowMs = Date.UTC(2026, 0, 5, 6);
const newKey = () => randomBytes(16).toString("base64");

function seal(text: string, sessionKey: string) {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", Buffer.from(sessionKey, "base64"), iv);
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { encryptedData: data.toString("base64"), iv: iv.toString("base64") };
}

const card = (watermark: object = {}) =>
  JSON.stringify({
    openGId: "tGroup",
    name: "回客",
    watermark: { appid: appId, timestamp: nowMs / 1000, ...watermark },
  });

describe("data sealed with the session's key", () => {
  test("is opened, Chinese and all", () => {
    const sessionKey = newKey();
    expect(openSessionData(seal(card(), sessionKey), { appId, sessionKey, nowMs })).toMatchObject({
      ok: true,
      value: { openGId: "tGroup", name: "回客" },
    });
  });

  test("asks for a new login whenever the key has been replaced, even where the padding happens to look right", () => {
    const answers = Array.from({ length: 2_000 }, () =>
      openSessionData(seal(card(), newKey()), { appId, sessionKey: newKey(), nowMs }),
    );
    expect(new Set(answers.map((answer) => (answer.ok ? "opened" : answer.why)))).toEqual(new Set(["log_in_again"]));
  });

  test("asks for a new login when blocks are missing, the key is none, or no object is inside", () => {
    const sessionKey = newKey();
    const sealed = seal(card(), sessionKey);
    const cut = Buffer.from(sealed.encryptedData, "base64").subarray(0, 32).toString("base64");
    const of = (data: typeof sealed, key = sessionKey) => openSessionData(data, { appId, sessionKey: key, nowMs });
    expect(of({ ...sealed, encryptedData: cut })).toEqual({ ok: false, why: "log_in_again" });
    expect(of(sealed, "")).toEqual({ ok: false, why: "log_in_again" });
    expect(of(seal("null", sessionKey))).toEqual({ ok: false, why: "log_in_again" });
  });

  test.each([{ encryptedData: "" }, { encryptedData: "AAAA" }, { iv: "" }, { iv: "AAAA" }, { encryptedData: "回客" }])(
    "is malformed with %j",
    (change) => {
      const sessionKey = newKey();
      const sealed = { ...seal(card(), sessionKey), ...change };
      expect(openSessionData(sealed, { appId, sessionKey, nowMs })).toEqual({ ok: false, why: "malformed" });
    },
  );

  test.each([
    [{ appid: "wxffffffffffffffff" }, "wrong_app"],
    [{ appid: undefined }, "wrong_app"],
    [{ timestamp: nowMs / 1000 - 601 }, "too_old"],
    [{ timestamp: nowMs / 1000 + 601 }, "too_old"],
    [{ timestamp: "yesterday" }, "too_old"],
  ])("with the watermark %j is refused: %s", (watermark, why) => {
    const sessionKey = newKey();
    const answer = openSessionData(seal(card(watermark), sessionKey), { appId, sessionKey, nowMs });
    expect(answer).toEqual({ ok: false, why });
  });

  test("without a watermark is of no app", () => {
    const sessionKey = newKey();
    expect(openSessionData(seal("{}", sessionKey), { appId, sessionKey, nowMs })).toMatchObject({ why: "wrong_app" });
  });
});

test("raw data is signed with the key as text, and by no other key or text", () => {
  const sessionKey = "MDEyMzQ1Njc4OWFiY2RlZg==";
  const rawData = '{"nickName":"小雨"}';
  // printf '%s' '{"nickName":"小雨"}MDEyMzQ1Njc4OWFiY2RlZg==' | sha1sum
  const signature = "53b0c4b5ff8edfff13a6cbdfcf6d678a03f87ea2";
  expect(isSignedBySession(rawData, sessionKey, signature)).toBe(true);
  expect(isSignedBySession(`${rawData} `, sessionKey, signature)).toBe(false);
  expect(isSignedBySession(rawData, newKey(), signature)).toBe(false);
  expect(isSignedBySession(rawData, sessionKey, "")).toBe(false);
  const overDecoded = createHash("sha1").update(rawData).update(Buffer.from(sessionKey, "base64")).digest("hex");
  expect(isSignedBySession(rawData, sessionKey, overDecoded)).toBe(false);
});
