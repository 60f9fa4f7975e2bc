import { answer } from "@feilun/api-client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly { readonly code: string; readonly name: string }[];
  readonly permissions: readonly string[];
  /** Roots of the part of the organisation this person may see. */
  readonly units: readonly { readonly no: number; readonly name: string; readonly kind: string }[];
  readonly mustChangePassword: boolean;
}

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
  return (permission) => permission === undefined || permissions.includes(permission);
}
