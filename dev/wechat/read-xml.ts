// Reads the XML of a reply as strictly as WeChat does: elements without attributes, text, CDATA, the five
// entities and character references; anything else is broken.

export type XmlElement = { readonly name: string; text: string; readonly children: XmlElement[] };

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<\/([A-Za-z_][\w.-]*)\s*>|<([A-Za-z_][\w.-]*)\s*(\/?)>|([^<]+)/y;
const DECLARATION = /^\s*<\?xml[^<>]*\?>/;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The root element, or nothing when the document is broken. */
export function readXml(document: string): XmlElement | undefined {
  const text = document.replace(DECLARATION, "").trim();
  const outside: XmlElement = { name: "", text: "", children: [] };
  const open = [outside];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (!token || !take(open, token)) return undefined;
  }
  const [root, ...more] = outside.children;
  return open.length === 1 && more.length === 0 && outside.text === "" ? root : undefined;
}

function take(open: XmlElement[], [, cdata, closed, opened, selfClosed, text]: RegExpExecArray): boolean {
  const inner = open.at(-1);
  if (!inner) return false;
  if (closed !== undefined) return open.length > 1 && open.pop()?.name === closed;
  if (opened !== undefined) {
    const element = { name: opened, text: "", children: [] };
    inner.children.push(element);
    if (!selfClosed) open.push(element);
    return true;
  }
  const words = cdata ?? plainText(text ?? "");
  if (words === undefined) return false;
  inner.text += words;
  return true;
}

function plainText(text: string): string | undefined {
  if (text.includes("]]>")) return undefined;
  const parts = text.split(/(&[^;&]*;)/);
  const plain = parts.map((part, n) => (n % 2 === 0 ? part : entity(part.slice(1, -1))));
  const isWhole = plain.every((part, n) => part !== undefined && (n % 2 === 1 || !part.includes("&")));
  return isWhole ? plain.join("") : undefined;
}

function entity(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
  if (hex === undefined && decimal === undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

export const childText = (element: XmlElement, name: string): string | undefined =>
  element.children.find((child) => child.name === name)?.text;
