// What WeChat pushes, as XML or JSON. In XML a text stands in CDATA and a number bare; a list repeats its tag.

export type Value = string | number | bigint | boolean | null | { readonly [name: string]: Value } | readonly Value[];
export type Fields = { readonly [name: string]: Value };

export const writeMessage = (format: "xml" | "json", fields: Fields): string =>
  format === "xml" ? `<xml>${elements(fields)}</xml>` : JSON.stringify(fields, bareBigint);

// JSON of Node 20 has no way to write a bare number above 2^53; only a chat's MsgId is one, and chats are XML.
const bareBigint = (_name: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

const elements = (fields: Fields): string =>
  Object.entries(fields)
    .flatMap(([name, value]) => (isList(value) ? value.map((one) => element(name, one)) : [element(name, value)]))
    .join("");

const element = (name: string, value: Value): string => `<${name}>${content(value)}</${name}>`;

function content(value: Value): string {
  if (typeof value === "string") return cdata(value);
  if (value === null) return "";
  if (isList(value)) return value.map((one) => element("item", one)).join("");
  return typeof value === "object" ? elements(value) : String(value);
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/** Whether every name in it can be a tag. */
export const canBeWritten = (value: Value): boolean => {
  if (isList(value)) return value.every(canBeWritten);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => /^[A-Za-z_]\w*$/.test(name) && canBeWritten(inner));
};
