import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Figure } from "../../shared/metric/metric-query.ts";
import type { Person } from "../../shared/people/people-table.tsx";

export interface StorePeriod {
  readonly key: "today" | "yesterday" | "week";
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly comparedWith: string;
  readonly figures: Readonly<Record<string, Figure>>;
}

export interface SilentRegular extends Person {
  readonly purchaseDays: number;
  readonly usualDays: number;
  readonly lastPurchaseDay: string;
  readonly silentDays: number;
}

export interface CustomerBack extends Person {
  readonly awayDays: number;
  readonly day: string;
  readonly amountFen: number;
}

export interface StoreHome {
  readonly store: { readonly id: string; readonly storeNo: number; readonly code: string; readonly name: string };
  readonly day: string;
  readonly periods: readonly StorePeriod[];
  readonly changes: readonly { readonly kind: "good" | "bad" | "note"; readonly text: string }[];
  readonly bestSellers: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly amountFen: number;
    readonly previousQuantity: number;
  }[];
  readonly customersBack: readonly CustomerBack[];
  readonly silentRegulars: readonly SilentRegular[];
}

/** What one store's people should know today. Without an id: the one store of whoever asks. */
export function useStoreHome(orgUnitId: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ["store-home", orgUnitId],
    queryFn: ({ signal }): Promise<StoreHome> =>
      answer(api.GET("/api/v1/insight/store-home", { signal, params: { query: { orgUnitId } } })),
    enabled,
    placeholderData: undefined,
    refetchInterval: 5 * 60_000,
  });
}
