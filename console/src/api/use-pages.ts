// A list of the API, a page of it at a time.
import type { Endpoint, RequestOf, ResponseOf } from "@huike/shared/endpoint";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
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

/** `request` without its `after`; the answer's `next` is where the following page begins. */
export function usePages<E extends Endpoint, Row>(
  endpoint: E,
  request: Omit<RequestOf<E>, "after">,
  rowsOf: (page: ResponseOf<E>) => readonly Row[],
): PagedList<Row> {
  type Page = ResponseOf<E>;
  const asked = useInfiniteQuery<Page, CallRefused, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keyOf(endpoint, request as RequestOf<E>), "pages"],
    queryFn: ({ pageParam }) =>
      read(endpoint, (pageParam === undefined ? request : { ...request, after: pageParam }) as RequestOf<E>),
    initialPageParam: undefined,
    getNextPageParam: (page) => (page as { readonly next?: string }).next,
  });
  const { fetchNextPage, refetch } = asked;
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  const again = useCallback(() => void refetch(), [refetch]);
  return {
    rows: asked.data?.pages.flatMap(rowsOf) ?? [],
    error: asked.error,
    isFirstLoading: asked.isPending && !asked.error,
    hasMore: asked.hasNextPage,
    isLoadingMore: asked.isFetchingNextPage,
    more,
    again,
    asOfMs: asked.dataUpdatedAt || undefined,
  };
}
