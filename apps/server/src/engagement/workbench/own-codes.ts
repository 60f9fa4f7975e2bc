import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { pathOf } from "../codes/present.ts";
import { type CodeKind, codeKinds } from "../codes/vocabulary.ts";

export interface OwnCode {
  readonly id: string;
  readonly name: string;
  readonly kindName: string;
  /** Below the public address. */
  readonly path: string;
  /** People who came by it since `since`. */
  readonly arrivals: number;
}

const most = 50;

/** The codes that somebody may pass on: their own, those they stand behind, and those of the stores they serve today. */
export async function ownCodes(db: Db, staffId: string, today: string, since: Date, id?: string): Promise<OwnCode[]> {
  const { rows } = await sql<{ id: string; name: string; kind: CodeKind; slug: string; arrivals: number }>`
    with post as (select u.no, u.path, u.kind from staff_post p join org_unit u on u.id = p.org_unit_id
      where p.staff_id = ${staffId} and p.days @> ${today}::date)
    select c.id, c.name, c.kind, c.slug,
      (select count(*)::int from live_code_arrival a where a.code_id = c.id and a.arrived_at >= ${since}) as arrivals
    from live_code c
    where c.archived_at is null and c.paused_at is null and (${id ?? null}::uuid is null or c.id = ${id ?? null}::uuid) and (
      c.staff_id = ${staffId}
      or exists (select from live_code_guide g where g.code_id = c.id and g.staff_id = ${staffId})
      or exists (select from live_code_team t join org_unit u on u.id = t.org_unit_id join post on post.path <@ u.path where t.code_id = c.id)
      or (c.staff_id is null and c.store_no in (select no from post where kind = 'store')))
    order by (c.staff_id is not distinct from ${staffId}::uuid) desc, arrivals desc, c.created_at desc limit ${most}`.execute(
    db,
  );
  return rows.map(({ kind, slug, ...code }) => ({ ...code, kindName: codeKinds[kind], path: pathOf({ kind, slug }) }));
}

/** @throws Refusal `not_found` for a code that is not theirs to pass on */
export async function ownCode(db: Db, staffId: string, today: string, id: string): Promise<OwnCode> {
  const [code] = await ownCodes(db, staffId, today, new Date(0), id);
  if (!code) throw notFound("这个活码");
  return code;
}
