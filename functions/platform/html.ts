// HTML from a template: whatever is put in is escaped, unless it is HTML already.

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Filling = string | Html | readonly Html[] | false | undefined;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text in a document or between the quotes of an attribute. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? "");

/** Nothing is drawn for `false` and `undefined`, so that a part can be written `condition && html`…``. */
export function html(words: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return new Html(words.map((word, i) => word + drawn(fillings[i])).join(""));
}

function drawn(filling: Filling): string {
  if (filling === undefined || filling === false) return "";
  if (typeof filling === "string") return escaped(filling);
  return filling instanceof Html ? filling.text : filling.map(({ text }) => text).join("");
}
