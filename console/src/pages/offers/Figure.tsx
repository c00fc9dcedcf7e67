// A number of an offer: a large one with its name below, and a line of a list.
import { countText } from "../../ui/figures";

export function Figure({ name, n }: { readonly name: string; readonly n: number }) {
  return (
    <span className="balance__part">
      <strong>{countText(n)}</strong>
      <span>{name}</span>
    </span>
  );
}

export function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
