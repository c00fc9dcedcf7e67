// A list of the API, a page of it at a time.
import type { Endpoint, RequestOf, ResponseOf } from "@huike/shared/endpoint";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type CallRefused, keyOf, read } from "./use-call";

export type PagedList<Row> = {
  readonly rows: readonly Row[];
  readonly error: CallRefused | null;
  /** Nothing has come yet, and nothing has gone wrong. */
  readonly isFirstLoading: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
  /** When what is shown was read; undefined before that. */
  readonly asOfMs: number | undefined;
};

type Options = {
  /** Hundreds of pages: they are not asked anew, one after the other, only because somebody looks again. */
  readonly isLong?: boolean;
  readonly isWanted?: boolean;
};

/** `request` without its `after`; the answer's `next` is where the following page begins. */
export function usePages<E extends Endpoint, Row>(
  endpoint: E,
  request: Omit<RequestOf<E>, "after">,
  rowsOf: (page: ResponseOf<E>) => readonly Row[],
  { isLong = false, isWanted = true }: Options = {},
): PagedList<Row> {
  type Page = ResponseOf<E>;
  const asked = useInfiniteQuery<Page, CallRefused, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keyOf(endpoint, request as RequestOf<E>), "pages"],
    queryFn: ({ pageParam }) =>
      read(endpoint, (pageParam === undefined ? request : { ...request, after: pageParam }) as RequestOf<E>),
    initialPageParam: undefined,
    getNextPageParam: (page) => (page as { readonly next?: string }).next,
    enabled: isWanted,
    ...(isLong ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  });
  const { fetchNextPage, refetch, data } = asked;
  // A new page is the only news there is: what makes rows of it does not change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rowsOf is written anew by every page's render
  const rows = useMemo(() => data?.pages.flatMap(rowsOf) ?? [], [data]);
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  const again = useCallback(() => void refetch(), [refetch]);
  return {
    rows,
    error: asked.error,
    isFirstLoading: asked.isPending && !asked.error,
    hasMore: asked.hasNextPage,
    isLoadingMore: asked.isFetchingNextPage,
    more,
    again,
    asOfMs: asked.dataUpdatedAt || undefined,
  };
}
