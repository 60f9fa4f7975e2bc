import { ApiProblem } from "@feilun/api-client";
import { keepPreviousData, QueryClient } from "@tanstack/react-query";

/** Answers stay fresh for a minute; only failures that may pass by themselves are tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        placeholderData: keepPreviousData,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiProblem && error.transient && error.status !== 429,
      },
      mutations: { retry: false },
    },
  });
}
