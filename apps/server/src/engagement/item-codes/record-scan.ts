import { sql } from "kysely";
import { type ReportedIdentifier, resolveMembers } from "../../customers/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { importedHash, judgeScan, readItemCode, type ScanVerdict } from "./rules.ts";
import { scanLimitsSetting } from "./settings.ts";

export interface Piece {
  readonly batchNo: number;
  readonly serial: number;
  readonly sku: string;
  readonly productName: string;
  readonly lot: string;
  /** Slug of the live code or short link it leads to, and which of them it is; null = at rest. */
  readonly slug: string | null;
  readonly leadKind: string;
  readonly stopped: boolean;
}

/** The piece that a code names, ours by its signature, an outside platform's by its hash; null = none of ours. */
export async function findPiece({ cipher }: Platform, db: Db | Tx, code: string): Promise<Piece | null> {
  const own = readItemCode(cipher, code);
  const { rows } = await sql<Piece>`
    select b.no as "batchNo", n.serial, b.sku, p.name as "productName", b.lot, b.stopped_at is not null as stopped, c.kind as "leadKind",
      case when c.archived_at is null and c.paused_at is null then c.slug end as slug
    from ${
      own
        ? sql`(select ${own.batchNo}::int as batch_no, ${own.serial}::int as serial) n`
        : sql`(select batch_no, serial from item_code_imported where code_hash = ${importedHash(cipher, code)}::uuid) n`
    } join item_code_batch b on b.no = n.batch_no and n.serial between 1 and b.codes
    join product p on p.sku = b.sku join live_code c on c.id = b.code_id`.execute(db);
  return rows[0] ?? null;
}

/** Counts a code that is none of ours. */
export async function noteMiss({ db, clock, config }: Platform): Promise<void> {
  await sql`insert into item_code_miss (day, scans) values (${dayIn(config.timeZone, clock.now())}, 1)
    on conflict (day) do update set scans = item_code_miss.scans + 1`.execute(db);
}

export interface ScanBy {
  readonly scanKey?: string | null;
  readonly at: Date;
  readonly visitorId?: string | null;
  readonly originNo?: number | null;
  readonly memberNo?: number | null;
  readonly storeNo?: number | null;
  readonly city?: string | null;
}

export interface Scanned {
  readonly verdict: ScanVerdict;
  /** Of this piece, this one included. */
  readonly scans: number;
  readonly people: number;
  readonly firstAt: Date;
}

/** The same visitor within this time is one scan. */
const repeatSeconds = 30;

/** Writes a scan down and judges it; the first one of a piece is first for exactly one of those who scan at once. The same report again is the same scan. */
export async function recordScan(tx: Tx, piece: Piece, by: ScanBy): Promise<Scanned> {
  await sql`select pg_advisory_xact_lock(${piece.batchNo}::int, ${piece.serial}::int)`.execute(tx);
  const known = await sameScan(tx, piece, by);
  const { rows } = await sql<{ before: number; people: number; lastDay: number; firstAt: Date | null }>`
    select count(*)::int as before, min(at) as "firstAt", count(*) filter (where at > ${new Date(by.at.getTime() - 86_400_000)})::int as "lastDay",
      (select count(*)::int from (select coalesce(s.member_no::text, s.visitor_id::text, s.id::text) as who from item_scan s
        where s.batch_no = ${piece.batchNo} and s.serial = ${piece.serial} union select ${whoIs(by)}::text) w where who is not null) as people
    from item_scan where batch_no = ${piece.batchNo} and serial = ${piece.serial}`.execute(tx);
  const seen = rows[0] ?? { before: 0, people: 0, lastDay: 0, firstAt: null };
  const firstAt = seen.firstAt ?? by.at;
  if (known) return { verdict: known, scans: seen.before, people: seen.people, firstAt };
  const { value: limits } = await readSetting(tx, scanLimitsSetting);
  // Somebody unknown to a platform that says nothing of who scanned is a person of their own.
  const people = seen.people + (whoIs(by) === null ? 1 : 0);
  const verdict = judgeScan({ before: seen.before, people, lastDay: seen.lastDay + 1 }, limits);
  await sql`insert into item_scan (scan_key, batch_no, serial, at, verdict, visitor_id, origin_no, member_no, store_no, city)
    values (${by.scanKey ?? null}, ${piece.batchNo}, ${piece.serial}, ${by.at}, ${verdict}, ${by.visitorId ?? null}, ${by.originNo ?? null},
      ${by.memberNo ?? null}, ${by.storeNo ?? null}, ${by.city ?? null})`.execute(tx);
  return { verdict, scans: seen.before + 1, people, firstAt };
}

const whoIs = ({ memberNo, visitorId }: ScanBy) => (memberNo ? String(memberNo) : (visitorId ?? null));

async function sameScan(tx: Tx, piece: Piece, by: ScanBy): Promise<ScanVerdict | null> {
  const { rows } = await sql<{ verdict: ScanVerdict }>`
    select verdict from item_scan where (${by.scanKey ?? null}::text is not null and scan_key = ${by.scanKey ?? null})
      or (${by.visitorId ?? null}::uuid is not null and batch_no = ${piece.batchNo} and serial = ${piece.serial} and visitor_id = ${by.visitorId ?? null}
        and at > ${new Date(by.at.getTime() - repeatSeconds * 1000)})
    order by id desc limit 1`.execute(tx);
  return rows[0]?.verdict ?? null;
}

/** Who the identifiers of a report are; nobody without any. */
export async function resolveScanner(
  platform: Platform,
  tx: Tx,
  report: { readonly identifiers: readonly ReportedIdentifier[]; readonly at: Date; readonly storeNo: number | null },
): Promise<{ readonly originNo: number | null; readonly memberNo: number | null }> {
  if (report.identifiers.length === 0) return { originNo: null, memberNo: null };
  const [found] = await resolveMembers(tx, platform, [
    { identifiers: report.identifiers, occurredAt: report.at, source: "item_code", storeNo: report.storeNo },
  ]);
  return { originNo: found?.originNo ?? null, memberNo: found?.memberNo ?? null };
}
