import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { ReportFigures } from "./rules.ts";

type Db = Kysely<DB>;

export interface Report {
  readonly id: string;
  readonly version: number;
  readonly submittedAt: Date;
  readonly submittedBy: string;
  readonly late: boolean;
  readonly figures: ReportFigures;
  readonly happened: string;
  readonly needed: string;
}

const reportColumns = sql`r.id, r.version, r.submitted_at as "submittedAt", r.submitted_by as "submittedBy", r.late,
  v.figures, v.happened, v.needed`;
const current = sql`daily_report r join daily_report_version v on v.report_id = r.id and v.version = r.version`;

/** A store's report of a day, in its version in force. */
export async function findReport(db: Db, day: string, unitId: string): Promise<Report | null> {
  const { rows } = await sql<Report>`select ${reportColumns} from ${current}
    where r.day = ${day} and r.org_unit_id = ${unitId}`.execute(db);
  return rows[0] ?? null;
}

export interface Version {
  readonly version: number;
  readonly figures: ReportFigures;
  readonly happened: string;
  readonly needed: string;
  readonly reason: string | null;
  readonly savedAt: Date;
  readonly savedBy: string;
}

/** All versions of a report, newest first. */
export async function listVersions(db: Db, reportId: string): Promise<Version[]> {
  const { rows } =
    await sql<Version>`select version, figures, happened, needed, reason, saved_at as "savedAt", saved_by as "savedBy"
    from daily_report_version where report_id = ${reportId} order by version desc`.execute(db);
  return rows;
}

/** Creates the report, or sets the version in force. Null when somebody else was faster. */
export async function writeReport(
  tx: Db,
  report: { day: string; unitId: string; version: number; late: boolean; at: Date; by: string },
): Promise<string | null> {
  const { rows } =
    report.version === 1
      ? await sql<{ id: string }>`insert into daily_report (day, org_unit_id, submitted_at, submitted_by, late)
          values (${report.day}, ${report.unitId}, ${report.at}, ${report.by}, ${report.late})
          on conflict (day, org_unit_id) do nothing returning id`.execute(tx)
      : await sql<{ id: string }>`update daily_report set version = ${report.version}
          where day = ${report.day} and org_unit_id = ${report.unitId} and version = ${report.version - 1} returning id`.execute(
          tx,
        );
  return rows[0]?.id ?? null;
}

export async function keepVersion(
  tx: Db,
  reportId: string,
  version: Omit<Version, "savedAt" | "savedBy">,
  at: Date,
  by: string,
): Promise<void> {
  await sql`insert into daily_report_version (report_id, version, figures, happened, needed, reason, saved_at, saved_by)
    values (${reportId}, ${version.version}, ${JSON.stringify(version.figures)}::jsonb, ${version.happened}, ${version.needed},
      ${version.reason}, ${at}, ${by})`.execute(tx);
}

export interface Note {
  readonly at: Date;
  readonly by: string;
}

export async function listComments(db: Db, reportId: string): Promise<(Note & { readonly body: string })[]> {
  const { rows } = await sql<Note & { body: string }>`select body, at, by from daily_report_comment
    where report_id = ${reportId} order by id`.execute(db);
  return rows;
}

export async function addComment(tx: Db, reportId: string, body: string, at: Date, by: string): Promise<void> {
  await sql`insert into daily_report_comment (report_id, body, at, by) values (${reportId}, ${body}, ${at}, ${by})`.execute(
    tx,
  );
}

export async function listReminders(db: Db, day: string, unitId: string): Promise<Note[]> {
  const { rows } = await sql<Note>`select at, by from daily_report_reminder
    where org_unit_id = ${unitId} and day = ${day} order by id desc limit 20`.execute(db);
  return rows;
}

/**
 * Reminds the stores below a unit that have not reported a day, those left out whose last reminder is newer than `since`.
 * Returns how many are missing and the names of those reminded.
 */
export async function remindMissing(
  tx: Db,
  unitPath: string,
  day: string,
  since: Date,
  at: Date,
  by: string,
): Promise<{ readonly missing: number; readonly reminded: string[] }> {
  const { rows } = await sql<{ missing: number; reminded: string[] }>`
    with missing as (
      select u.id, u.name, u.no from ${expectedStores(day)}
        and u.path <@ ${unitPath}::ltree and not exists (select from daily_report r where r.day = ${day} and r.org_unit_id = u.id)
    ), due as (
      select m.* from missing m where not exists (select from daily_report_reminder e
        where e.org_unit_id = m.id and e.day = ${day} and e.at > ${since})
    ), sent as (
      insert into daily_report_reminder (day, org_unit_id, at, by) select ${day}, id, ${at}, ${by} from due
    )
    select (select count(*)::int from missing) as missing, array(select name from due order by no) as reminded`.execute(
    tx,
  );
  return rows[0] ?? { missing: 0, reminded: [] };
}

/** SQL: `org_unit u` of the stores that trade on a day and so report it; goes on with `and`. */
function expectedStores(day: string) {
  return sql`org_unit u join store s on s.org_unit_id = u.id
    where s.phase = 'open' and u.closed_at is null and (s.opened_on is null or s.opened_on <= ${day}::date)`;
}

export interface StoreDay {
  readonly unitId: string;
  readonly no: number;
  readonly name: string;
  readonly path: string;
  readonly parentName: string;
  readonly report: Report | null;
  readonly comments: number;
  readonly remindedAt: Date | null;
}

/** The stores below a unit that were expected to report a day, or did, with what they said. */
export async function listStoreDays(db: Db, unitPath: string, day: string): Promise<StoreDay[]> {
  const { rows } = await sql<
    Omit<StoreDay, "report"> & { report_id: string | null } & Omit<Report, "id">
  >`select u.id as "unitId", u.no, u.name, u.path::text as path, p.name as "parentName", c.id as report_id, c.version,
      c."submittedAt", c."submittedBy", c.late, c.figures, c.happened, c.needed,
      (select count(*)::int from daily_report_comment m where m.report_id = c.id) as comments,
      (select max(e.at) from daily_report_reminder e where e.org_unit_id = u.id and e.day = ${day}) as "remindedAt"
    from org_unit u join store s on s.org_unit_id = u.id join org_unit p on p.id = u.parent_id
    left join (select r.org_unit_id, ${reportColumns} from ${current} where r.day = ${day}) c on c.org_unit_id = u.id
    where u.path <@ ${unitPath}::ltree
      and (c.id is not null or u.id in (select u.id from ${expectedStores(day)}))
    order by u.no`.execute(db);
  return rows.map(
    ({ unitId, no, name, path, parentName, comments, remindedAt, report_id: id, ...report }): StoreDay => ({
      unitId,
      no,
      name,
      path,
      parentName,
      comments,
      remindedAt,
      report: id === null ? null : { ...report, id },
    }),
  );
}

export interface Summary {
  readonly unitId: string;
  readonly version: number;
  readonly body: string;
  readonly submitted: number;
  readonly expected: number;
  readonly at: Date;
  readonly by: string;
}

const newestSummary = sql`distinct on (s.org_unit_id) s.org_unit_id as "unitId", s.version, s.body, s.submitted, s.expected, s.at, s.by`;

export interface Branch {
  readonly unitId: string;
  readonly name: string;
  readonly path: string;
  readonly summary: Summary | null;
}

/** The units right below one that have stores, each with the summary that it handed up. */
export async function listBranches(db: Db, unitId: string, day: string): Promise<Branch[]> {
  const [{ rows: units }, { rows: summaries }] = await Promise.all([
    sql<{
      unitId: string;
      name: string;
      path: string;
    }>`select u.id as "unitId", u.name, u.path::text as path from org_unit u
      where u.parent_id = ${unitId} and u.kind <> 'store' and u.closed_at is null order by u.no`.execute(db),
    sql<Summary>`select ${newestSummary} from daily_report_summary s join org_unit u on u.id = s.org_unit_id
      where u.parent_id = ${unitId} and s.day = ${day} order by s.org_unit_id, s.version desc`.execute(db),
  ]);
  const byUnit = new Map(summaries.map((summary) => [summary.unitId, summary]));
  return units.map((unit) => ({ ...unit, summary: byUnit.get(unit.unitId) ?? null }));
}

export async function findSummary(db: Db, unitId: string, day: string): Promise<Summary | null> {
  const { rows } = await sql<Summary>`select ${newestSummary} from daily_report_summary s
    where s.org_unit_id = ${unitId} and s.day = ${day} order by s.org_unit_id, s.version desc`.execute(db);
  return rows[0] ?? null;
}

/** Writes the next version of a summary; false when somebody else was faster. */
export async function writeSummary(tx: Db, day: string, summary: Summary): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into daily_report_summary (day, org_unit_id, version, body, submitted, expected, at, by)
    values (${day}, ${summary.unitId}, ${summary.version}, ${summary.body}, ${summary.submitted}, ${summary.expected},
      ${summary.at}, ${summary.by}) on conflict do nothing`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
