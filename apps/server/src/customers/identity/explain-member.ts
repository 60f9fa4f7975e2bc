import { type Kysely, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { maskIdentifier } from "../members/mask.ts";
import type { TieState } from "./graph.ts";
import { type IdentifierKind, identifierKinds, isWeak } from "./kinds.ts";

/** An identifier as evidence shows it: masked. */
export interface ShownIdentifier {
  readonly id: string;
  readonly kind: IdentifierKind;
  readonly label: string;
  readonly scope: string;
  readonly value: string;
  readonly memberNo: number | null;
  readonly shared: boolean;
  readonly weak: boolean;
  readonly firstSeenAt: string;
  readonly source: string;
}

export interface ShownTie {
  readonly a: string;
  readonly b: string;
  /** joined: it holds the member together; redundant: the member holds without it. */
  readonly state: TieState;
  readonly reason: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly source: string;
  readonly storeName: string | null;
  readonly channel: string | null;
  readonly decision: "approved" | "rejected" | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
}

export interface ShownChange {
  readonly id: number;
  readonly at: string;
  readonly kind: "merge" | "split";
  readonly cause: string;
  readonly actor: string;
  readonly memberNo: number;
  readonly otherNos: number[];
  readonly ties: { readonly a: string; readonly b: string }[];
  readonly undone: boolean;
}

export interface Explanation {
  readonly memberNo: number;
  /** Of the member, then those of others at the far end of a tie. */
  readonly identifiers: ShownIdentifier[];
  readonly ties: ShownTie[];
  readonly changes: ShownChange[];
}

interface IdentifierRow {
  readonly id: string;
  readonly kind: IdentifierKind;
  readonly scope: string;
  readonly sealed: string;
  readonly memberNo: number | null;
  readonly shared: boolean;
  readonly firstSeenAt: Date;
  readonly source: string;
}

type TieRow = Omit<ShownTie, "firstAt" | "lastAt" | "decidedAt"> & {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly decidedAt: Date | null;
};

const tieColumns = sql`t.a, t.b, t.state, t.reason, t.first_at as "firstAt", t.last_at as "lastAt", t.source, u.name as "storeName", t.channel, t.decision,
  t.decided_by as "decidedBy", t.decided_at as "decidedAt", t.decision_note as note`;

export function showTie({ firstAt, lastAt, decidedAt, ...row }: TieRow): ShownTie {
  return {
    ...row,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/** Identifiers by key, masked. */
export async function showIdentifiers(
  tx: Kysely<DB>,
  { cipher }: Pick<Platform, "cipher">,
  keys: readonly string[],
): Promise<Map<string, ShownIdentifier>> {
  const { rows } = await sql<IdentifierRow>`
    select i.value_index as id, i.kind, i.scope, i.value_sealed as sealed, i.member_no as "memberNo", i.shared, i.first_seen_at as "firstSeenAt",
      i.first_source as source
    from unnest(${keys}::uuid[]) k(key) join identifier i on i.value_index = k.key order by i.first_seen_at, i.value_index`.execute(
    tx,
  );
  return new Map(
    rows.map(({ sealed, firstSeenAt, ...row }) => [
      row.id,
      {
        ...row,
        label: identifierKinds[row.kind].label,
        weak: isWeak(row.kind),
        value: maskIdentifier(row.kind, cipher.open(sealed)),
        firstSeenAt: firstSeenAt.toISOString(),
      },
    ]),
  );
}

/** Why this is one person: each identifier, each tie with its evidence, and what was merged or split on the way (ID-09). */
export async function explainMember(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher">,
  memberNo: number,
): Promise<Explanation> {
  const own = await sql<{ key: string }>`
    select value_index as key from identifier where member_no = ${memberNo} order by first_seen_at, value_index`.execute(
    tx,
  );
  const keys = own.rows.map((row) => row.key);
  const ties = await sql<TieRow>`
    select ${tieColumns} from identifier_tie t left join org_unit u on u.no = t.store_no
    where t.a = any(${keys}::uuid[]) or t.b = any(${keys}::uuid[]) order by t.first_at, t.a, t.b limit 500`.execute(tx);
  const changes = await sql<Omit<ShownChange, "at" | "undone"> & { at: Date; separationId: string | null }>`
    select id, at, kind, cause, actor, member_no as "memberNo", other_nos as "otherNos", ties, separation_id as "separationId"
    from merge_log where member_no = ${memberNo} or other_nos @> array[${memberNo}::int] order by id desc limit 100`.execute(
    tx,
  );
  const all = [...new Set([...keys, ...ties.rows.flatMap((tie) => [tie.a, tie.b])])];
  const shown = await showIdentifiers(tx, platform, all);
  const mine = new Set(keys);
  const identifiers = [...shown.values()];
  return {
    memberNo,
    identifiers: [...identifiers.filter(({ id }) => mine.has(id)), ...identifiers.filter(({ id }) => !mine.has(id))],
    ties: ties.rows.map(showTie),
    changes: changes.rows.map(({ at, separationId, ...row }) => ({
      ...row,
      at: at.toISOString(),
      undone: separationId !== null,
    })),
  };
}

export interface ReviewFilter {
  /** `limit:phone`, `size`, … */
  readonly reason?: string;
  readonly before: { readonly at: string; readonly a: string; readonly b: string } | null;
  readonly limit: number;
}

/** Ties that the rules refused and nobody has decided yet, newest first; `visible` restricts both ends to what the reader may see. */
export async function listReview(
  tx: Kysely<DB>,
  filter: ReviewFilter,
  visible: (memberStore: string) => ReturnType<typeof sql>,
): Promise<TieRow[]> {
  const { before } = filter;
  const { rows } = await sql<TieRow>`
    select ${tieColumns}
    from identifier_tie t left join org_unit u on u.no = t.store_no
    join identifier ia on ia.value_index = t.a left join member ma on ma.member_no = ia.member_no
    join identifier ib on ib.value_index = t.b left join member mb on mb.member_no = ib.member_no
    where t.state = 'refused' and t.reason <> 'separated' and t.decision is null
      and ${visible("ma.store_no")} and ${visible("mb.store_no")}
      ${filter.reason === undefined ? sql`` : sql`and t.reason = ${filter.reason}`}
      ${before === null ? sql`` : sql`and (t.first_at, t.a, t.b) < (${before.at}::timestamptz, ${before.a}::uuid, ${before.b}::uuid)`}
    order by t.first_at desc, t.a desc, t.b desc limit ${filter.limit}`.execute(tx);
  return rows;
}
