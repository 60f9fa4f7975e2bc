import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { consentRefused } from "../consent/refused.ts";
import { type ConfidenceLevel, confidenceOf, levelOf, type TasteName, tasteNameList } from "./rules.ts";

/**
 * Puts what a source derived now in place of what it derived before, for these profiles. Derivations of one profile wait for each other.
 *
 * @param derived a query with the columns origin_no, member_no, name, value, times, weight, first_at, last_at, expires_at; evaluated under the lock
 */
export async function replaceTastes(
  tx: Tx,
  source: string,
  originNos: readonly number[],
  derived: RawBuilder<unknown>,
): Promise<void> {
  if (originNos.length === 0) return;
  const sorted = [...new Set(originNos)].sort((a, b) => a - b);
  await sql`select pg_advisory_xact_lock(hashtext('member_taste'), o) from (select unnest(${sorted}::int[]) as o order by 1) l`.execute(
    tx,
  );
  await sql`delete from member_taste where source = ${source} and origin_no = any(${sorted}::int[])`.execute(tx);
  await sql`insert into member_taste (origin_no, member_no, source, name, value, times, weight, first_at, last_at, expires_at)
    select d.origin_no, d.member_no, ${source}, d.name, d.value, d.times, d.weight, d.first_at, d.last_at, d.expires_at from (${derived}) d
    where d.origin_no = any(${sorted}::int[])`.execute(tx);
}

export interface Taste {
  readonly name: TasteName;
  readonly value: string;
  readonly times: number;
  readonly lastAt: Date;
  readonly expiresAt: Date;
  /** 0–99 (rules.ts). */
  readonly confidence: number;
  readonly level: ConfidenceLevel;
}

/** What holds of a member now, by attribute, the surest first; nothing of somebody who refused profiling. */
export async function readTastes(db: Db | Tx, memberNo: number, now: Date): Promise<Taste[]> {
  const { rows } = await sql<Omit<Taste, "confidence" | "level"> & { weight: number }>`
    select name, value, sum(times)::int as times, sum(weight)::float8 as weight, max(last_at) as "lastAt", max(expires_at) as "expiresAt"
    from member_taste where member_no = ${memberNo} and expires_at > ${now} and not ${consentRefused(sql`${memberNo}::int`, "profiling", "any")}
    group by name, value order by array_position(${tasteNameList}::text[], name), weight desc, "lastAt" desc`.execute(
    db,
  );
  return rows.map((row) => {
    const { weight: _weight, ...taste } = row;
    const confidence = confidenceOf(row, rows);
    return { ...taste, confidence, level: levelOf(confidence) };
  });
}

/** Takes away what no longer holds; answers how much. */
export async function forgetTastes(tx: Tx, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from member_taste where expires_at <= ${now}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
