import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { TierCode } from "../tiers/tier-api.ts";

export interface MemberRfm {
  readonly asOf: string;
  readonly recencyDays: number;
  readonly frequency: number;
  readonly monetaryFen: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly group: string;
  readonly groupName: string;
}

interface Reason {
  readonly code: string;
  readonly text: string;
}

export interface MemberInsight {
  readonly memberNo: number;
  readonly day: string;
  readonly rfm: MemberRfm | null;
  readonly rfmHistory: readonly MemberRfm[];
  readonly tier: {
    readonly code: TierCode;
    readonly name: string;
    readonly since: string;
    readonly reason: Reason;
    readonly treatments: readonly string[];
    readonly goal: string;
  } | null;
  readonly lifeCycle: { readonly code: string; readonly name: string } | null;
  readonly rhythm: { readonly code: string; readonly name: string } | null;
  readonly stage: { readonly code: string; readonly name: string; readonly text: string };
  readonly tierHistory: readonly {
    readonly day: string;
    readonly from: TierCode;
    readonly fromName: string;
    readonly to: TierCode;
    readonly toName: string;
    readonly reason: Reason;
  }[];
  readonly value: {
    readonly orders: number;
    readonly amountFen: number;
    readonly refundedFen: number;
    readonly netFen: number;
    readonly averageOrderFen: number | null;
    readonly items: number;
    readonly last365Fen: number;
    readonly firstPurchaseDay: string | null;
    readonly lastPurchaseDay: string | null;
  };
  readonly cycle: {
    readonly purchaseDays: number;
    readonly medianDays: number | null;
    readonly nextExpectedDay: string | null;
    readonly overdueDays: number | null;
  };
  readonly monthly: readonly { readonly month: string; readonly orders: number; readonly amountFen: number }[];
}

/** What the orders and events of a member say about them. */
export function useMemberInsight(memberNo: number) {
  return useQuery({
    queryKey: ["members", "insight", memberNo],
    queryFn: ({ signal }): Promise<MemberInsight> =>
      answer(api.GET("/api/v1/members/{memberNo}/insight", { signal, params: { path: { memberNo } } })),
  });
}
