import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export interface ShownIdentifier {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly scope: string;
  /** Masked. */
  readonly value: string;
  readonly memberNo: number | null;
  readonly shared: boolean;
  readonly weak: boolean;
  readonly firstSeenAt: string;
  readonly source: string;
}

export interface ShownTie {
  readonly a: string;
  readonly b: string;
  readonly state: "joined" | "redundant" | "refused" | "ignored" | "rejected";
  readonly reason: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly source: string;
  readonly storeName: string | null;
  readonly channel: string | null;
  readonly decision: "approved" | "rejected" | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
}

export interface ShownChange {
  readonly id: number;
  readonly at: string;
  readonly kind: "merge" | "split";
  readonly cause: string;
  readonly actor: string;
  readonly memberNo: number;
  readonly otherNos: readonly number[];
  readonly ties: readonly { readonly a: string; readonly b: string }[];
  readonly undone: boolean;
}

export interface Explanation {
  readonly memberNo: number;
  /** Of the member first, then those of others at the far end of a tie. */
  readonly identifiers: readonly ShownIdentifier[];
  readonly ties: readonly ShownTie[];
  readonly changes: readonly ShownChange[];
}

export interface ReviewCase {
  readonly tie: ShownTie;
  readonly identifiers: readonly ShownIdentifier[];
}

export type TieDecision = "approve" | "reject" | "separate";

export interface Outcome {
  readonly memberNos: readonly number[];
}

export function useExplanation(memberNo: number) {
  return useQuery({
    queryKey: ["members", "identity", memberNo],
    queryFn: ({ signal }): Promise<Explanation> =>
      answer(api.GET("/api/v1/members/{memberNo}/identity", { signal, params: { path: { memberNo } } })),
  });
}

export function fetchReview(
  reason: string | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<ReviewCase>> {
  return answer(api.GET("/api/v1/identity/review", { signal, params: { query: { reason, cursor, limit: 50 } } }));
}

export const decideTie = (body: { a: string; b: string; decision: TieDecision; note: string }): Promise<Outcome> =>
  answer(api.POST("/api/v1/identity/decisions", { body }));

export const mergeByHand = (memberNos: [number, number], note: string): Promise<Outcome> =>
  answer(api.POST("/api/v1/identity/merges", { body: { memberNos, note } }));

export const undoMerge = (mergeId: number, note: string): Promise<Outcome> =>
  answer(api.POST("/api/v1/identity/merges/{mergeId}/undo", { params: { path: { mergeId } }, body: { note } }));

export const redoMerge = (mergeId: number, note: string): Promise<Outcome> =>
  answer(api.POST("/api/v1/identity/merges/{mergeId}/redo", { params: { path: { mergeId } }, body: { note } }));

export const splitMember = (memberNo: number, identifierIds: string[], note: string): Promise<Outcome> =>
  answer(
    api.POST("/api/v1/members/{memberNo}/split", { params: { path: { memberNo } }, body: { identifierIds, note } }),
  );
