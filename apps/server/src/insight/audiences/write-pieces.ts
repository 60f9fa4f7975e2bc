import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { agreed, ofUnit, type Steps, usedIdentifiers } from "./candidates.ts";
import { columnTraits, fileLine, fileValue } from "./rules.ts";
import { audienceSetting } from "./settings.ts";
import { type Audience, dropFile, lockAudience } from "./store.ts";

interface Row {
  readonly originNo: number;
  readonly memberNo: number;
  /** Of two profiles that became one member since only one goes out; none if the other is held out. */
  readonly twin: boolean;
  readonly allowed: boolean;
  readonly guide_code: string | null;
  readonly guide_name: string | null;
  readonly store_code: string | null;
  readonly store_name: string | null;
}

/** What a piece holds: profile number and its lines. */
export type PieceLines = readonly (readonly [number, readonly string[]])[];

/**
 * Writes the file piece by piece, each sealed, in one transaction with its place: stopped in the middle it goes on behind the last piece,
 * and no line stands in it twice. Who withdrew or left since the choice is dropped.
 */
export async function writePieces(platform: Platform, id: string, steps: Steps, signal: AbortSignal): Promise<void> {
  for (let more = true; more; ) {
    signal.throwIfAborted();
    more = await platform.db.transaction().execute(async (tx) => {
      const audience = await lockAudience(tx, id);
      if (audience?.state !== "writing") return false;
      const rows = await nextRows(tx, audience, steps.members);
      if (rows.length === 0) {
        await finishWriting(platform, tx, audience);
        return false;
      }
      await writePiece(platform, tx, audience, rows);
      return true;
    });
  }
}

async function nextRows(tx: Tx, audience: Audience, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.origin_no as "originNo", a.member_no as "memberNo",
      exists (select from audience_member b where b.audience_id = a.audience_id and b.member_no = a.member_no and b.origin_no <> a.origin_no
        and (b.part = 'held_out' or b.origin_no < a.origin_no)) as twin,
      m.status = 'active' and ${ofUnit(audience.orgPath)} and ${agreed(audience.target)} as allowed,
      g.code as guide_code, g.name as guide_name, s.code as store_code, s.name as store_name
    from audience_member a join member m on m.member_no = a.member_no left join staff g on g.id = m.guide_id
      left join org_unit s on s.no = m.store_no
    where a.audience_id = ${audience.id} and a.part = 'chosen' and a.origin_no > ${audience.place}
    order by a.origin_no limit ${limit}`.execute(tx);
  return rows;
}

async function writePiece(platform: Platform, tx: Tx, audience: Audience, rows: readonly Row[]): Promise<void> {
  const going = rows.filter((row) => row.allowed && !row.twin);
  const values = await valuesOf(
    platform,
    tx,
    audience,
    going.map((row) => row.memberNo),
  );
  const lines: (readonly [number, readonly string[]])[] = [];
  for (const row of going) {
    const made = linesOf(audience, row, values.get(row.memberNo) ?? []);
    if (made.length > 0) lines.push([row.originNo, made]);
  }
  const last = rows.at(-1)?.originNo ?? audience.place;
  const sent = lines.map(([originNo]) => originNo);
  await sql`update audience_member set part = case when origin_no = any(${sent}::int[]) then 'sent' else 'dropped' end
    where audience_id = ${audience.id} and origin_no = any(${rows.map((row) => row.originNo)}::int[])`.execute(tx);
  const count = lines.reduce((sum, [, own]) => sum + own.length, 0);
  if (count > 0)
    await sql`insert into audience_piece (audience_id, seq, first_no, last_no, lines, sealed)
      select ${audience.id}::uuid, coalesce(max(seq), 0) + 1, ${sent[0]}::int, ${sent.at(-1)}::int, ${count}::int,
        ${platform.cipher.seal(JSON.stringify(lines satisfies PieceLines))}
      from audience_piece where audience_id = ${audience.id}`.execute(tx);
  const withdrawn = rows.filter((row) => !row.allowed && !row.twin).length;
  const unusable = going.length - sent.length;
  const leftOut = {
    ...audience.leftOut,
    withdrawn: (audience.leftOut.withdrawn ?? 0) + withdrawn,
    no_identifier: (audience.leftOut.no_identifier ?? 0) + unusable,
  };
  await sql`update audience set place = ${last}, lines = lines + ${count}, chosen = chosen - ${rows.length - sent.length},
    left_out = ${JSON.stringify(leftOut)}::jsonb where id = ${audience.id}`.execute(tx);
}

interface Value {
  readonly memberNo: number;
  readonly kind: string;
  readonly scope: string;
  readonly value: string;
}

/** The members' identifiers in the clear, the first seen first. */
async function valuesOf({ cipher }: Platform, tx: Tx, audience: Audience, memberNos: readonly number[]) {
  const { rows } = await sql<Omit<Value, "value"> & { sealed: string }>`
    select i.member_no as "memberNo", i.kind, i.scope, i.value_sealed as sealed from identifier i
    where i.member_no = any(${memberNos}::int[]) and ${usedIdentifiers(audience.columns)}
    order by i.member_no, i.first_seen_at, i.value_index`.execute(tx);
  const found = new Map<number, Value[]>();
  for (const { sealed, ...row } of rows) {
    const list = found.get(row.memberNo) ?? [];
    list.push({ ...row, value: cipher.open(sealed) });
    found.set(row.memberNo, list);
  }
  return found;
}

/**
 * A member's lines: of a single column every value has one, so that a second phone matches too; of several columns there is one line with
 * the first value of each. Without any identifier there is none.
 */
export function linesOf(
  { columns, format, upperCase }: Pick<Audience, "columns" | "format" | "upperCase">,
  row: Pick<Row, "guide_code" | "guide_name" | "store_code" | "store_name">,
  values: readonly Omit<Value, "memberNo">[],
): string[] {
  const cells = columns.map(({ kind, scope }) => {
    const { identifier } = columnTraits(kind);
    if (identifier === null) return [row[kind as keyof typeof row] ?? ""];
    return values
      .filter((value) => value.kind === identifier && value.scope === (scope ?? ""))
      .flatMap((value) => fileValue(kind, value.value, upperCase) ?? []);
  });
  const identified = columns.some(({ kind }, at) => columnTraits(kind).identifier !== null && cells[at]?.length);
  if (!identified) return [];
  if (columns.length === 1) return [...new Set(cells[0])].map((cell) => fileLine(format, [cell]));
  return [
    fileLine(
      format,
      cells.map((list) => list[0] ?? ""),
    ),
  ];
}

async function finishWriting({ clock }: Platform, tx: Tx, audience: Audience): Promise<void> {
  const { value: settings } = await readSetting(tx, audienceSetting);
  if (audience.chosen < settings.minMembers) {
    await dropFile(tx, audience.id, true);
    const note = `撤回授权的人多，只剩 ${audience.chosen} 位客户，少于 ${settings.minMembers} 位：请放宽条件重新圈选`;
    await sql`update audience set state = 'refused', note = ${note}, lines = 0 where id = ${audience.id}`.execute(tx);
    return;
  }
  const now = clock.now();
  await sql`update audience set state = 'ready', ready_at = ${now}, expires_at = ${new Date(now.getTime() + settings.keepHours * 3_600_000)}
    where id = ${audience.id}`.execute(tx);
}
