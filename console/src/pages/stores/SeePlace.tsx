import { useWords } from "../../text/language";
import { words } from "./words";

/** A link to that place on a map. */
export function SeePlace({ lat, lng }: { readonly lat: number; readonly lng: number }) {
  const w = useWords(words);
  return (
    <a href={`https://uri.amap.com/marker?position=${lng},${lat}`} target="_blank" rel="noreferrer noopener">
      {w.seeMap}
    </a>
  );
}
