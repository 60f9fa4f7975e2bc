import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** A part of the chain, as far as choosing it goes. */
export interface Unit {
  readonly no: number;
  readonly name: string;
  readonly kind: "headquarters" | "region" | "dealer" | "store";
  readonly childCount: number;
}

export const unitKindNames: Record<Unit["kind"], string> = {
  headquarters: "总部",
  region: "区域",
  dealer: "经销商",
  store: "门店",
};

/** Units right below one unit (null = the roots of one's scope), or those whose name or code matches a search. */
export function useUnits(parentNo: number | null, search: string, enabled: boolean) {
  return useQuery({
    queryKey: ["units", parentNo, search],
    queryFn: ({ signal }): Promise<{ items: Unit[] }> =>
      answer(
        api.GET("/api/v1/org-units", {
          signal,
          params: { query: search ? { search, limit: 50 } : { parent: parentNo ?? undefined, limit: 200 } },
        }),
      ),
    enabled,
  });
}

/** One unit by number, for its name. */
export function useUnit(no: number | null) {
  return useQuery({
    queryKey: ["unit", no],
    queryFn: ({ signal }): Promise<Unit> =>
      answer(api.GET("/api/v1/org-units/{no}", { signal, params: { path: { no: no ?? 0 } } })),
    enabled: no !== null,
    staleTime: 10 * 60_000,
  });
}
