import { childText, readXml } from "./read-xml.ts";
import { canBeWritten, type Fields, writeMessage } from "./write-message.ts";

test("what is written is read back, CDATA's own end included", () => {
  const fields = { Text: "a]]>b <&> 中文", Number: 12, Big: 25_000_000_000_000_000n, Empty: "" };
  const root = readXml(writeMessage("xml", fields));
  expect(["Text", "Number", "Big", "Empty"].map((name) => root && childText(root, name))).toEqual([
    "a]]>b <&> 中文",
    "12",
    "25000000000000000",
    "",
  ]);
});

test("a list repeats its tag in XML, and stays a list in JSON", () => {
  const fields: Fields = { List: [{ Id: "a" }, { Id: "b" }] };
  expect(writeMessage("xml", fields)).toBe(
    "<xml><List><Id><![CDATA[a]]></Id></List><List><Id><![CDATA[b]]></Id></List></xml>",
  );
  expect(JSON.parse(writeMessage("json", fields))).toEqual(fields);
});

test("a name that cannot be a tag is seen, however deep", () => {
  expect(canBeWritten({ Good: [{ Fine: 1 }] })).toBe(true);
  expect(canBeWritten({ Good: [{ "not fine": 1 }] })).toBe(false);
});

test.each([
  ["<xml><A>1 &lt; 2 &#65;&#x4e2d;</A></xml>", "1 < 2 A中"],
  ['<?xml version="1.0" encoding="utf-8"?>\n<xml>\n<A>x</A>\n</xml>\n', "x"],
  ["<xml><B/><A><![CDATA[<b>]]></A></xml>", "<b>"],
])("%s is read", (document, text) => {
  const root = readXml(document);
  expect(root && childText(root, "A")).toBe(text);
});

test.each([
  "",
  "success!",
  '{"errcode":0}',
  "<xml><A>1</xml>",
  "<xml><A>1</B></xml>",
  "<xml></xml><xml></xml>",
  "<xml><A>AT&T</A></xml>",
  "<xml><A>&e;</A></xml>",
  '<!DOCTYPE x [<!ENTITY e "1">]><xml><A>1</A></xml>',
  '<xml><A b="c">1</A></xml>',
  "<xml><A><![CDATA[x]]</A></xml>",
  "</xml>",
  "<xml>",
])("%s is broken", (document) => {
  expect(readXml(document)).toBeUndefined();
});
