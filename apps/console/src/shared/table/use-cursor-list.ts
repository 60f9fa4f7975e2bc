import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

interface CursorListOptions<Row> {
  /** Everything that the list depends on, filters included. */
  readonly queryKey: readonly unknown[];
  readonly fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
  readonly enabled?: boolean;
  /** Ask again every so many milliseconds, for lists that move by themselves. */
  readonly refetchInterval?: number | false;
}

export interface CursorList<Row> {
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  /** Rows of other filters are still shown while the new ones are on their way. */
  readonly isStale: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** A list that pages by cursor and grows at its end. */
export function useCursorList<Row>({
  queryKey,
  fetchPage,
  enabled,
  refetchInterval,
}: CursorListOptions<Row>): CursorList<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
