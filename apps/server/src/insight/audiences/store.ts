import { type Kysely, type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import { type AudienceColumn, columnTraits, type LeftOutReason, leftOutReasons } from "./rules.ts";
import type { AudienceDraft, AudienceFilter, audienceSchema } from "./schemas.ts";

export type AudienceState = z.output<typeof audienceSchema>["state"];

export interface Audience {
  readonly id: string;
  readonly name: string;
  readonly target: AudienceDraft["target"];
  readonly platform: string;
  readonly purpose: string;
  readonly orgUnitId: string;
  readonly orgUnitName: string;
  /** ltree path of the unit. */
  readonly orgPath: string;
  readonly filter: AudienceFilter;
  readonly columns: readonly AudienceColumn[];
  readonly format: "csv" | "txt";
  readonly compressed: boolean;
  readonly upperCase: boolean;
  readonly rowsPerFile: number;
  readonly holdoutBp: number;
  /** A bigint, as text. */
  readonly seed: string;
  readonly state: AudienceState;
  readonly place: number;
  readonly lastPlace: number;
  readonly leftOut: Partial<Record<LeftOutReason, number>>;
  readonly chosen: number;
  readonly heldOut: number;
  readonly lines: number;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly createdById: string;
  readonly decidedBy: string | null;
  readonly readyAt: Date | null;
  readonly expiresAt: Date | null;
  readonly downloadedAt: Date | null;
  readonly downloads: number;
}

const columns = sql`a.id, a.name, a.target, a.platform, a.purpose, a.org_unit_id as "orgUnitId", u.name as "orgUnitName", u.path::text as "orgPath",
  a.filter, a.columns, a.format, a.compressed, a.upper_case as "upperCase", a.rows_per_file as "rowsPerFile", a.holdout_bp as "holdoutBp",
  a.seed::text as seed, a.state, a.place, a.last_place as "lastPlace", a.left_out as "leftOut", a.chosen, a.held_out as "heldOut", a.lines, a.note,
  a.created_at as "createdAt", a.created_by as "createdBy", a.created_by_id as "createdById", a.decided_by as "decidedBy", a.ready_at as "readyAt",
  a.expires_at as "expiresAt", a.downloaded_at as "downloadedAt", a.downloads`;

/** Newest first; `limit + 1` of them. */
export async function listAudiences(
  db: Kysely<DB>,
  actor: Actor,
  wanted: { readonly state?: AudienceState; readonly before: string | null; readonly limit: number },
): Promise<Audience[]> {
  const { rows } = await sql<Audience>`
    select ${columns} from audience a join org_unit u on u.id = a.org_unit_id
    where ${unitCondition(actor, "u.path")} and ${wanted.state === undefined ? sql`true` : sql`a.state = ${wanted.state}`}
      and ${wanted.before === null ? sql`true` : sql`a.id < ${wanted.before}::uuid`}
    order by a.id desc limit ${wanted.limit + 1}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found`, also outside the actor's scope */
export async function requireAudience(db: Kysely<DB>, actor: Actor, id: string, lock = false): Promise<Audience> {
  const found = await find(db, sql`a.id = ${id} and ${unitCondition(actor, "u.path")}`, lock);
  if (!found) throw notFound("这个人群包");
  return found;
}

/** For work that the system does by itself; locked until the transaction ends. */
export function lockAudience(tx: Kysely<DB>, id: string): Promise<Audience | undefined> {
  return find(tx, sql`a.id = ${id}`, true);
}

async function find(db: Kysely<DB>, condition: RawBuilder<unknown>, lock: boolean): Promise<Audience | undefined> {
  const { rows } = await sql<Audience>`
    select ${columns} from audience a join org_unit u on u.id = a.org_unit_id where ${condition} ${lock ? sql`for update of a` : sql``}`.execute(
    db,
  );
  return rows[0];
}

/** Takes the file away, and the list of who was chosen when nothing can be compared with it. */
export async function dropFile(tx: Kysely<DB>, id: string, withMembers: boolean): Promise<void> {
  await sql`delete from audience_piece where audience_id = ${id}`.execute(tx);
  if (withMembers) await sql`delete from audience_member where audience_id = ${id}`.execute(tx);
}

export function present(audience: Audience, actor: Actor): z.input<typeof audienceSchema> {
  const { orgPath: _path, upperCase: _case, rowsPerFile, holdoutBp, seed: _seed, place, lastPlace, ...rest } = audience;
  const { createdById, createdAt, readyAt, expiresAt, downloadedAt, leftOut, state, ...shown } = rest;
  const isRunning = state === "choosing" || state === "writing";
  return {
    ...shown,
    state,
    columns: audience.columns.map((column) => ({ ...column, label: columnTraits(column.kind).label })),
    holdoutPercent: holdoutBp / 100,
    progress: isRunning ? Math.min(1, place / Math.max(1, lastPlace)) : 1,
    files: Math.ceil(audience.lines / rowsPerFile),
    leftOut: (Object.keys(leftOutReasons) as LeftOutReason[]).flatMap((reason) =>
      leftOut[reason] ? [{ reason, label: leftOutReasons[reason], members: leftOut[reason] }] : [],
    ),
    own: createdById === actor.id,
    createdAt: createdAt.toISOString(),
    readyAt: readyAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    downloadedAt: downloadedAt?.toISOString() ?? null,
  };
}
