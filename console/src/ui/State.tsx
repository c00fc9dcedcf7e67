// How a thing stands, in one word: a dot for the eye, ink for the reader.
export type Tone = "ok" | "wait" | "warn" | "bad" | "off";

type Props = { readonly tone: Tone; readonly children: string };

export function State({ tone, children }: Props) {
  return <span className={`state state--${tone}`}>{children}</span>;
}
