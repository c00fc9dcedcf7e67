import { Button } from "antd";
import type { PagedList } from "../api/use-pages";
import { useWords } from "../text/language";

const words = { more: { zh: "更多", en: "More" } } as const;

/** Below a list: the next page of it, where there is one. */
export function MoreRows({ of }: { readonly of: PagedList<unknown> }) {
  const w = useWords(words);
  if (!of.hasMore) return null;
  return (
    <Button className="more" loading={of.isLoadingMore} onClick={of.more}>
      {w.more}
    </Button>
  );
}
