import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";

interface Entry {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: "staff" | "api_key" | "system";
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail: Record<string, unknown>;
  readonly ip: string | null;
  readonly requestId: string | null;
}

interface Filter {
  readonly actorId?: string;
  readonly action?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * The trail, the latest first. An entry is filed under the unit it concerned when it was written: whoever answers for a store
 * now sees what was done there since it is theirs. Entries without a unit are headquarters' to read.
 */
async function listEntries(
  db: Db,
  actor: Actor,
  filter: Filter,
  beforeId: number | null,
  limit: number,
): Promise<Entry[]> {
  const conditions: RawBuilder<SqlBool>[] = [unitCondition(actor, "a.org_path")];
  if (beforeId !== null) conditions.push(sql`a.id < ${beforeId}`);
  if (filter.actorId) conditions.push(sql`a.actor_id = ${filter.actorId}`);
  if (filter.action)
    conditions.push(
      sql`(a.action = ${filter.action} or a.action like ${`${filter.action.replace(/[\\%_]/g, "\\$&")}.%`})`,
    );
  if (filter.subjectKind) conditions.push(sql`a.subject_kind = ${filter.subjectKind}`);
  if (filter.subjectId) conditions.push(sql`a.subject_id = ${filter.subjectId}`);
  if (filter.from) conditions.push(sql`a.at >= ${filter.from}::timestamptz`);
  if (filter.to) conditions.push(sql`a.at < ${filter.to}::timestamptz`);
  const { rows } =
    await sql<Entry>`select a.id, a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", a.actor_name as "actorName", a.action,
      a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.detail, host(a.ip) as ip, a.request_id as "requestId"
    from audit_log a where ${sql.join(conditions, sql` and `)} order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

const entrySchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  actorKind: z.enum(["staff", "api_key", "system"]),
  actorId: z.string(),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string().nullable(),
  requestId: z.string().nullable(),
});

export function auditRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/audit",
      summary: "Who changed what, and who read personal data, in the caller's scope; the latest first",
      tag: "audit",
      access: "audit.read",
      query: pageQuery.extend({
        actorId: z.string().max(100).optional(),
        action: z.string().max(100).optional().describe("`store.edited`, or `store` for everything about stores"),
        subjectKind: z.string().max(60).optional(),
        subjectId: z.string().max(100).optional(),
        from: z.iso.datetime({ offset: true }).optional(),
        to: z.iso.datetime({ offset: true }).optional().describe("Exclusive"),
      }),
      answer: pageOf(entrySchema),
      handle: async ({ actor, query }) => {
        const key = decodeCursor(query.cursor, 1);
        const rows = await listEntries(
          platform.db,
          actor,
          query,
          key === null ? null : Number(key[0]),
          query.limit + 1,
        );
        return toPage(
          rows,
          query.limit,
          (row) => [row.id],
          (row) => ({ ...row, at: row.at.toISOString() }),
        );
      },
    }),
  ];
}
