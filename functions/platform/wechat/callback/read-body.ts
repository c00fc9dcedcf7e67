// A push as it lies in the body, XML or JSON, with every value a string: ids grow past 2^53.
import { XMLParser, XMLValidator } from "fast-xml-parser";

/** Strings, and trees and lists of them. */
export type Tree = { readonly [name: string]: Leaf };
export type Leaf = string | Tree | readonly Leaf[];

/** Nothing WeChat pushes is larger; a bomb must not be unfolded to be refused. */
const BODY_BYTES_MAX = 65_536;
const DEPTH_MAX = 8;

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true, processEntities: false });

/** undefined for what is no push: too large, not well-formed, a document type or an entity in it, too deep. */
export function readBody(body: string): Tree | undefined {
  if (Buffer.byteLength(body) > BODY_BYTES_MAX) return undefined;
  const text = body.trim();
  const tree = text.startsWith("{") ? readJson(text) : readXml(text);
  return tree && isShallow(tree, DEPTH_MAX) ? tree : undefined;
}

function readXml(text: string): Tree | undefined {
  // WeChat never sends either; parsers differ in what they do with them, so neither reaches ours.
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) return undefined;
  const { xml: root } = xml.parse(text) as { xml?: unknown };
  return isTree(root) ? root : undefined;
}

function readJson(text: string): Tree | undefined {
  try {
    const root: unknown = JSON.parse(quoteNumbers(text), (_, value: unknown) =>
      isScalar(value) ? String(value) : value,
    );
    return isTree(root) ? root : undefined;
  } catch {
    return undefined;
  }
}

/** Puts numbers between quotes before they are parsed, outside strings only: JSON.parse would round large ids. */
const quoteNumbers = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );

const isScalar = (value: unknown): boolean => ["number", "boolean"].includes(typeof value) || value === null;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

function isShallow(value: Leaf, depth: number): boolean {
  if (typeof value === "string") return true;
  return depth > 0 && Object.values(value).every((child) => isShallow(child as Leaf, depth - 1));
}
