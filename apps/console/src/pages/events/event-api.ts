import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";
import type { JsonSchema } from "./schema-words.ts";

export interface EventType {
  readonly name: string;
  readonly label: string;
  readonly group: string;
  readonly groupLabel: string;
  readonly meaning: string;
  readonly interaction: boolean;
  readonly schema: JsonSchema;
}

export function useEventTypes() {
  return useQuery({
    queryKey: ["events", "types"],
    queryFn: ({ signal }): Promise<{ items: EventType[] }> => answer(api.GET("/api/v1/event-types", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface Reconciliation {
  readonly waiting: number;
  readonly deadLetters: number;
  readonly undelivered: number;
  readonly inLog: number;
  readonly inClickHouse: number;
  readonly doubled: number;
  readonly agrees: boolean;
  readonly differences: readonly {
    readonly day: string;
    readonly type: string;
    readonly inLog: number;
    readonly inClickHouse: number;
    readonly doubled: number;
  }[];
}

export function useReconciliation(from: string, to: string) {
  return useQuery({
    queryKey: ["events", "reconciliation", from, to],
    queryFn: ({ signal }): Promise<Reconciliation> =>
      answer(api.GET("/api/v1/events/reconciliation", { signal, params: { query: { from, to } } })),
  });
}

export interface SentEvent {
  readonly type: string;
  readonly occurredAt: string;
  readonly identifiers: { readonly kind: string; readonly scope?: string | null; readonly value?: string }[];
  readonly storeCode?: string | null;
  readonly channel?: string | null;
  readonly properties?: Record<string, unknown> | null;
}

export interface DeadLetter {
  readonly eventKey: string;
  readonly source: string;
  readonly eventId: string;
  readonly type: string | null;
  readonly typeLabel: string | null;
  readonly receivedAt: string;
  readonly failedAt: string;
  readonly attempts: number;
  readonly reasonCode: string;
  readonly reasonLabel: string;
  /** Where in the event, e.g. `properties.amountFen`; empty = as a whole. */
  readonly reasonPath: string;
  readonly reason: string;
  readonly editedAt: string | null;
  readonly editedBy: string | null;
  readonly event: SentEvent;
}

export interface DeadLetterCounts {
  readonly total: number;
  readonly reasons: readonly { readonly reasonCode: string; readonly reasonLabel: string; readonly count: number }[];
}

export function useDeadLetterCounts() {
  return useQuery({
    queryKey: ["events", "dead-letters", "counts"],
    queryFn: ({ signal }): Promise<DeadLetterCounts> =>
      answer(api.GET("/api/v1/events/dead-letters/counts", { signal })),
    refetchInterval: 15_000,
  });
}

export function fetchDeadLetters(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<DeadLetter>> {
  return answer(
    api.GET("/api/v1/events/dead-letters", { signal, params: { query: { ...filters, cursor, limit: 30 } } }),
  );
}

export const mendDeadLetter = (eventKey: string, body: SentEvent): Promise<DeadLetter> =>
  answer(api.PUT("/api/v1/events/dead-letters/{eventKey}/event", { params: { path: { eventKey } }, body }));

export const replayDeadLetter = (eventKey: string): Promise<{ logged: boolean; deadLetter: DeadLetter | null }> =>
  answer(api.POST("/api/v1/events/dead-letters/{eventKey}/replay", { params: { path: { eventKey } } }));

export const replayDeadLetters = (filters: Readonly<Record<string, string>>): Promise<{ replayed: number }> =>
  answer(api.POST("/api/v1/events/dead-letters/replay", { body: filters }));
