import { answer } from "@feilun/api-client";
import { api } from "../../api/client.ts";
import type { Page } from "../../shared/table/use-cursor-list.ts";

export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly actorKind: "staff" | "api_key" | "system";
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly ip: string | null;
  readonly requestId: string | null;
}

/** One page of the trail; `days` = `from_to`, both included, in shop time. */
export function fetchAudit(
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<AuditEntry>> {
  const { days, ...rest } = filters;
  const [from, to] = days?.split("_") ?? [];
  const end = to && new Date(new Date(`${to}T00:00:00+08:00`).getTime() + 86_400_000).toISOString();
  return answer(
    api.GET("/api/v1/audit", {
      signal,
      params: { query: { ...rest, from: from && `${from}T00:00:00+08:00`, to: end, cursor, limit: 50 } },
    }),
  );
}
