import type { Kysely } from "kysely";
import type { Actor } from "../http/actor.ts";
import type { DB } from "../postgres/tables.generated.ts";

export interface AuditEntry {
  /** `noun.verb_past`, e.g. `member.phone_unmasked` */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** ltree path of the organisation unit it concerns. */
  readonly orgPath?: string | null;
  /** What changed (before / after), or why; never personal data in the clear. */
  readonly detail?: Record<string, unknown>;
}

/** Writes the trail in the transaction of what it describes: no change without its entry, no entry without its change. */
export async function audit(tx: Kysely<DB>, actor: Actor, entries: AuditEntry | readonly AuditEntry[]): Promise<void> {
  const list = Array.isArray(entries) ? (entries as readonly AuditEntry[]) : [entries as AuditEntry];
  if (list.length === 0) return;
  await tx
    .insertInto("audit_log")
    .values(
      list.map((entry) => ({
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        action: entry.action,
        subject_kind: entry.subject.kind,
        subject_id: entry.subject.id,
        org_path: entry.orgPath ?? null,
        detail: JSON.stringify(entry.detail ?? {}),
        ip: actor.ip ?? null,
        request_id: actor.requestId ?? null,
      })),
    )
    .execute();
}

/** The actor of what Feilun does by itself; `task` names the job. */
export function systemActor(task: string): Actor {
  return { kind: "system", id: task, name: "系统", permissions: new Set(), scope: ["*"] };
}
