import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export interface RfmGroup {
  readonly code: string;
  readonly name: string;
  /** R, F, M better (1) or worse (0) than the mean. */
  readonly bits: string;
  readonly advice: string;
  readonly customers: number;
  readonly share: number | null;
  readonly monetaryFen: number;
}

interface Range {
  readonly customers: number;
  readonly min: number;
  readonly max: number;
}

export interface RfmAnswer {
  readonly asOf: string;
  readonly customers: number;
  readonly mean: {
    readonly recencyDays: number | null;
    readonly frequency: number | null;
    readonly monetaryFen: number | null;
  };
  readonly scores: readonly {
    readonly score: number;
    readonly recencyDays: Range;
    readonly frequency: Range;
    readonly monetaryFen: Range;
  }[];
  readonly codes: number;
  readonly best: number;
  readonly lost: number;
  readonly grid: readonly {
    readonly r: number;
    readonly f: number;
    readonly customers: number;
    readonly monetaryFen: number;
    readonly meanM: number;
  }[];
  readonly groups: readonly RfmGroup[];
}

/** RFM of the customers in a part of the chain, as of today. */
export function useRfm(orgUnitId: string | undefined) {
  return useQuery({
    queryKey: ["rfm", orgUnitId],
    queryFn: ({ signal }): Promise<RfmAnswer> =>
      answer(api.GET("/api/v1/insight/rfm", { signal, params: { query: { orgUnitId } } })),
  });
}
