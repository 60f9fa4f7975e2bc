import { type RawBuilder, type SqlBool, sql } from "kysely";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, encodeCursor } from "../../kernel/http/cursor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";

/**
 * Where a reader stands. `all`: in the first walk over everybody, by number; changes since `xid` follow it. `since`: behind the
 * change of member `memberNo` in transaction `xid`.
 */
export interface Place {
  readonly phase: "all" | "since";
  readonly xid: string;
  readonly memberNo: number;
}

export const encodePlace = ({ phase, xid, memberNo }: Place) => encodeCursor([phase, xid, memberNo]);

/** @throws Refusal for a text that no answer gave */
export function decodePlace(cursor: string | undefined): Place | null {
  const key = decodeCursor(cursor, 3);
  if (key === null) return null;
  const [phase, xid, memberNo] = key;
  const isPlace =
    (phase === "all" || phase === "since") && /^\d{1,20}$/.test(String(xid)) && Number.isSafeInteger(memberNo);
  if (!isPlace) throw invalid([{ path: "cursor", message: "不是有效的续读位置，请去掉 cursor 从头读取" }]);
  return { phase: phase as Place["phase"], xid: String(xid), memberNo: Number(memberNo) };
}

export interface Changed {
  readonly memberNos: number[];
  readonly place: Place;
  /** Whether more is there already. */
  readonly more: boolean;
}

/**
 * The members to tell a system of next: at first everybody, then whoever changed, in record or tags, except by tags that the system
 * wrote itself. Only transactions below the horizon count, so nothing that commits late is missed.
 */
export async function nextChanges(
  tx: Tx,
  actor: Actor,
  system: { readonly name: string },
  place: Place | null,
  limit: number,
): Promise<Changed> {
  const from = place ?? { phase: "all" as const, xid: await horizon(tx), memberNo: 0 };
  if (from.phase === "all") {
    const { rows } = await sql<{ no: number }>`select m.member_no as no from member m
      where m.member_no > ${from.memberNo} and m.status = 'active' and ${scopeCondition(actor, "m.store_no")}
      order by m.member_no limit ${limit}`.execute(tx);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const next: Place = last ? { ...from, memberNo: last.no } : { phase: "since", xid: from.xid, memberNo: 0 };
    return { memberNos: rows.map(({ no }) => no), place: next, more: last !== undefined };
  }
  const until = await horizon(tx);
  const { rows } = await sql<{ xid: string; no: number }>`${changedBetween(system, from, until, limit)}`.execute(tx);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    memberNos: [...new Set(rows.map(({ no }) => no))],
    place: last ? { phase: "since", xid: last.xid, memberNo: last.no } : { phase: "since", xid: until, memberNo: 0 },
    more: last !== undefined,
  };
}

/** How many members wait to be told of; counted up to `most`. */
export async function countChanges(
  tx: Db | Tx,
  system: { readonly name: string },
  place: Place,
  most: number,
): Promise<number> {
  if (place.phase === "all") return most;
  const { rows } = await sql<{ count: number }>`
    select count(distinct no)::int as count from (${changedBetween(system, place, await horizon(tx), most)}) waiting`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

async function horizon(tx: Db | Tx): Promise<string> {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tx);
  return rows[0]?.xid ?? "0";
}

function changedBetween(
  system: { readonly name: string },
  from: Place,
  until: string,
  limit: number,
): RawBuilder<unknown> {
  const window = (xid: RawBuilder<unknown>, no: RawBuilder<unknown>): RawBuilder<SqlBool> =>
    sql<SqlBool>`${xid} >= ${from.xid}::xid8 and (${xid}, ${no}) > (${from.xid}::xid8, ${from.memberNo}::int) and ${xid} < ${until}::xid8`;
  return sql`
    select c.xid::text as xid, c.no from (
      (select m.changed_xid as xid, m.member_no as no from member m where ${window(sql`m.changed_xid`, sql`m.member_no`)} order by 1, 2 limit ${limit})
      union
      (select distinct l.logged_xid, l.member_no from member_tag_log l where ${window(sql`l.logged_xid`, sql`l.member_no`)}
        and not (l.source = 'exchange' and l.by = ${system.name}) order by 1, 2 limit ${limit})) c
    order by c.xid, c.no limit ${limit}`;
}
