/** One large number and what it counts. */
export function Figure({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <span className="figure">
      <strong>{text}</strong>
      <span>{name}</span>
    </span>
  );
}
