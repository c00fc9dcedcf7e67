// WeChat's published examples (developers.weixin.qq.com, "message push"), and agreement both ways
// with two independent implementations of the cipher.
import { randomBytes } from "node:crypto";
import { decrypt as wecomDecrypt, encrypt as wecomEncrypt } from "@wecom/crypto";
import fc from "fast-check";
import WXBizMsgCrypt from "wechat-crypto";
import { decryptMessage, encryptMessage, readAesKey } from "./message-crypt.ts";
import { openEnvelope } from "./open-envelope.ts";
import { readBody } from "./read-body.ts";
import { readPush } from "./read-push.ts";
import { replyXml } from "./reply.ts";
import { isSigned, signatureOf } from "./signature.ts";

const aesKey = "A".repeat(43);
const appId = "wxba5fad812f8e6fb9";

test("the published URL check is signed by its token and by no other", () => {
  const signature = "f464b24fc39322e44b38aa78f5edd27bd1441696";
  expect(isSigned(signature, "AAAAA", "1714036504", "1514711492")).toBe(true);
  expect(isSigned(signature, "AAAAB", "1714036504", "1514711492")).toBe(false);
  expect(isSigned(undefined, "AAAAA", "1714036504", "1514711492")).toBe(false);
});

test("the published reply is sealed byte for byte", () => {
  const encrypted = encryptMessage(
    '{"demo_resp":"good luck"}',
    readAesKey(aesKey),
    appId,
    Buffer.from("707722b803182950"),
  );
  expect(encrypted).toMatch(/^ELGduP2YcVatjqIS/);
  expect(decryptMessage(encrypted, readAesKey(aesKey), appId)).toBe('{"demo_resp":"good luck"}');
});

test("any message agrees both ways with wechat-crypto and @wecom/crypto", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (raw) => {
      const text = Buffer.from(raw, "utf8").toString("utf8");
      const key = randomBytes(32).toString("base64").slice(0, 43);
      const theirs = new WXBizMsgCrypt("token", key, appId);
      const ours = encryptMessage(text, readAesKey(key), appId, randomBytes(16));
      expect(theirs.decrypt(ours)).toEqual({ message: text, id: appId });
      expect(wecomDecrypt(key, ours)).toMatchObject({ message: text, id: appId });
      expect(decryptMessage(theirs.encrypt(text), readAesKey(key), appId)).toBe(text);
      expect(decryptMessage(wecomEncrypt(key, text, appId), readAesKey(key), appId)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test("a cipher text that was cut, changed or is another account's opens as nothing, and never throws", () => {
  const key = readAesKey(aesKey);
  const good = encryptMessage("hello", key, appId, randomBytes(16));
  expect(decryptMessage(good, key, "wx0000000000000000")).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decryptMessage(Buffer.from(bytes).toString("base64"), key, appId)).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});

test("100,000 forged pushes: none opens", () => {
  const account = { appId, keys: [{ token: "token", aesKey }] };
  const nowMs = 1_714_112_445_000;
  let opened = 0;
  for (let i = 0; i < 100_000; i++) {
    const signature = signatureOf("another token", String(i));
    const query = { timestamp: String(nowMs / 1000), nonce: String(i), signature, msg_signature: signature };
    const body = `<xml><Encrypt><![CDATA[${signature}]]></Encrypt></xml>`;
    const isSafe = i % 2 === 0;
    if (openEnvelope(account, { query: isSafe ? { ...query, encrypt_type: "aes" } : query, body }, nowMs)) opened += 1;
  }
  expect(opened).toBe(0);
}, 60_000);

test("in safe mode the plain signature opens nothing: it does not cover the body", () => {
  const account = { appId, keys: [{ token: "token", aesKey }] };
  const query = {
    timestamp: "1714112445",
    nonce: "1",
    encrypt_type: "aes",
    signature: signatureOf("token", "1714112445", "1"),
  };
  const encrypted = encryptMessage("<xml></xml>", readAesKey(aesKey), appId, randomBytes(16));
  expect(
    openEnvelope(account, { query, body: `<xml><Encrypt>${encrypted}</Encrypt></xml>` }, 1_714_112_445_000),
  ).toBeUndefined();
});

describe("a body", () => {
  const push = (fields: string) =>
    `<xml><ToUserName>to</ToUserName><FromUserName>from</FromUserName><CreateTime>1</CreateTime>${fields}</xml>`;

  test("loses the scene's prefix only where WeChat put it", () => {
    const of = (event: string, key: string) =>
      readPush(readBody(push(`<MsgType>event</MsgType><Event>${event}</Event><EventKey>${key}</EventKey>`)) ?? {})
        ?.scene;
    expect(of("subscribe", "qrscene_qrscene_1")).toBe("qrscene_1");
    expect(of("SCAN", "qrscene_1")).toBe("qrscene_1");
    expect(of("subscribe", "")).toBeUndefined();
    expect(of("CLICK", "qrscene_1")).toBeUndefined();
  });

  test("keeps ids beyond 2^53 whole, in XML and in JSON", () => {
    const id = "9007199254740993123";
    expect(readPush(readBody(push(`<MsgType>text</MsgType><MsgId>${id}</MsgId>`)) ?? {})?.msgId).toBe(id);
    const json = `{"ToUserName":"to","FromUserName":"from","CreateTime":1,"MsgType":"text","MsgId":${id},"Content":"say \\"12\\""}`;
    expect(readPush(readBody(json) ?? {})).toMatchObject({ msgId: id, text: 'say "12"' });
  });

  test.each([
    ["a document type", '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'],
    ["a cut document", "<xml><ToUserName>to"],
    ["too deep a tree", `<xml>${"<a>".repeat(20)}${"</a>".repeat(20)}</xml>`],
    ["too much", `<xml><a>${"x".repeat(70_000)}</a></xml>`],
    ["cut JSON", '{"ToUserName":'],
    ["nothing", ""],
  ])("with %s is no push", (_, body) => {
    expect(readBody(body)).toBeUndefined();
  });
});

test("a reply cannot be broken out of", () => {
  const xml = replyXml({ to: "account", from: "fan" }, { type: "text", content: "a]]></Content><x>" }, 1);
  expect(readBody(xml)?.Content).toBe("a]]></Content><x>");
});
