// The page's own elements. The page is written by hand: one that is missing is a mistake in it.

export function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`#${id} is missing from the page`);
  return element;
}

type Child = Node | string;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  fields: Partial<HTMLElementTagNameMap[K]>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...children);
  return element;
}

let hiding: number | undefined;
const SAY_MS = 6000;

/** Tells the person something, for a while. */
export function say(sentence: string): void {
  const line = find("say", HTMLParagraphElement);
  line.textContent = sentence;
  line.hidden = false;
  window.clearTimeout(hiding);
  hiding = window.setTimeout(() => {
    line.hidden = true;
  }, SAY_MS);
}

export function hush(): void {
  find("say", HTMLParagraphElement).hidden = true;
}
