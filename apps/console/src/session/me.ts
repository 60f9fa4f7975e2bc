import { type AnswerOf, answer } from "@feilun/api-client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** Who is signed in, what they may do and where. */
export type Me = AnswerOf<"/api/v1/me">;

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => answer(api.GET("/api/v1/me", { signal })),
  staleTime: 5 * 60_000,
});

/** Who is signed in. Only below the session guard, where it is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe is only for pages behind the session guard");
  return data;
}

export function useCan(): (permission: string | undefined) => boolean {
  const { permissions } = useMe();
  return (permission) => permission === undefined || (permissions as readonly string[]).includes(permission);
}
