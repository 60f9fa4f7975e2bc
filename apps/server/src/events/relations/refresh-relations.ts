import { type Kysely, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { takeNew } from "../log/take-new.ts";
import { deriveRelations } from "./derive-relations.ts";
import { relationEvents } from "./rules.ts";

type Tx = Kysely<DB>;

const batchMembers = 2_000;

/**
 * Notes the members on whom something new bears: those that changed, and those with a new relation event. Looks only at
 * transactions that have ended, each once. A merged number is noted with its member, so that it loses its own line.
 */
async function noteDue(tx: Tx): Promise<void> {
  await takeNew(tx, "relation_cursor", (isNew) =>
    sql`
      insert into relation_due (member_no)
      select unnest(array[member_no, owner_no]) from member where ${isNew("changed_xid")}
      union
      select p.owner_no from event_log e join member p on p.member_no = e.origin_no
      where ${isNew("e.logged_xid")} and e.type = any(${Object.keys(relationEvents)}::text[])
      on conflict do nothing`.execute(tx),
  );
}

/** Takes a batch of noted members and writes the lines that changed. */
async function refreshBatch(tx: Tx): Promise<number> {
  const due = await sql<{ no: number }>`
    delete from relation_due where member_no in (
      select member_no from relation_due order by member_no limit ${batchMembers} for update skip locked) returning member_no as no`.execute(
    tx,
  );
  const memberNos = due.rows.map((row) => row.no);
  if (memberNos.length === 0) return 0;
  const derived = new Map((await deriveRelations(tx, memberNos)).map((row) => [row.memberNo, row]));
  const lines = memberNos.map(
    (memberNo) => derived.get(memberNo) ?? { memberNo, state: "visitor", since: null, steps: [] },
  );
  await sql`
    insert into relation_history as h (member_no, state, since, steps)
    select n."memberNo", n.state, n.since, n.steps
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n("memberNo" int, state text, since timestamptz, steps jsonb)
    where n.steps <> '[]' or exists (select from relation_history k where k.member_no = n."memberNo")
    order by 1
    on conflict (member_no) do update set state = excluded.state, since = excluded.since, steps = excluded.steps, changed_xid = pg_current_xact_id()
      where (h.state, h.steps) is distinct from (excluded.state, excluded.steps)`.execute(tx);
  return memberNos.length;
}

/** Brings the lines of relations up to date; returns how many members were looked at. */
export async function refreshRelations(
  platform: Pick<Platform, "db">,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  await platform.db.transaction().execute(noteDue);
  for (let total = 0; ; ) {
    const done = signal.aborted ? 0 : await platform.db.transaction().execute(refreshBatch);
    if (done === 0) return total;
    total += done;
  }
}
