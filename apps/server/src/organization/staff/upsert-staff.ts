import { sql } from "kysely";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { PostKind } from "./store.ts";

/** A staff member as a personnel system or the demo brand gives it. */
export interface StaffImport {
  readonly code: string;
  readonly name: string;
  readonly posts: readonly {
    readonly unitCode: string;
    readonly roleCode: string;
    readonly kind?: PostKind;
    readonly fromDay: string;
    readonly toDay?: string;
  }[];
}

/**
 * Writes staff with their posts, set-based and idempotent by `code`; a post that overlaps one of the same kind is there already.
 * Accounts are opened by `createStaff` and by people, never in bulk.
 *
 * @returns staff id per code
 * @throws Error naming unit or role codes that do not exist
 */
export async function upsertStaff(
  tx: Tx,
  rows: readonly StaffImport[],
  actor: Actor = systemActor("staff.import"),
): Promise<Map<string, string>> {
  const people = JSON.stringify(rows.map(({ code, name }) => ({ code, name })));
  const posts = JSON.stringify(rows.flatMap((row) => row.posts.map((post) => ({ ...post, staffCode: row.code }))));
  const recordset = sql`jsonb_to_recordset(${posts}::jsonb) as r("staffCode" text, "unitCode" text, "roleCode" text, "kind" text, "fromDay" date, "toDay" date)`;
  const { rows: strangers } = await sql<{
    unitCode: string;
    roleCode: string;
  }>`select distinct r."unitCode", r."roleCode" from ${recordset}
    where not exists (select from org_unit u where u.code = r."unitCode") or not exists (select from role where code = r."roleCode") limit 5`.execute(
    tx,
  );
  if (strangers.length > 0)
    throw new Error(
      `no such unit or role: ${strangers.map((post) => `${post.unitCode} / ${post.roleCode}`).join(", ")}`,
    );

  await sql`insert into staff (code, name) select r.code, r.name from jsonb_to_recordset(${people}::jsonb) as r(code text, name text)
    on conflict (code) do update set name = excluded.name, updated_at = now() where staff.name <> excluded.name`.execute(
    tx,
  );
  const inserted = await sql`insert into staff_post (staff_id, org_unit_id, role_code, kind, from_day, to_day)
    select s.id, u.id, r."roleCode", coalesce(r.kind, 'regular'), r."fromDay", r."toDay"
    from ${recordset} join staff s on s.code = r."staffCode" join org_unit u on u.code = r."unitCode"
    on conflict do nothing`.execute(tx);
  const { rows: ids } = await sql<{
    code: string;
    id: string;
  }>`select code, id from staff where code = any(${rows.map((row) => row.code)}::text[])`.execute(tx);
  await audit(tx, actor, {
    action: "staff.imported",
    subject: { kind: "organization", id: "staff" },
    detail: { people: rows.length, postsAdded: Number(inserted.numAffectedRows) },
  });
  return new Map(ids.map((row) => [row.code, row.id]));
}
