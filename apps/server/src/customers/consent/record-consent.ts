import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { ConsentChannel, ConsentPurpose } from "./vocabulary.ts";

export interface ConsentStatement {
  readonly originNo: number;
  readonly memberNo: number;
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel;
  readonly granted: boolean;
  /** When the person said so. */
  readonly at: Date;
  readonly source: string;
  readonly textVersion?: string | null;
  readonly evidence?: Record<string, unknown>;
  readonly by: string;
}

/** Writes consents and withdrawals down; the same statement again is ignored. Set-based. Returns how many were new. */
export async function recordConsent(tx: Kysely<DB>, statements: readonly ConsentStatement[]): Promise<number> {
  if (statements.length === 0) return 0;
  const { rows } = await sql`
    insert into consent_record (origin_no, member_no, purpose, channel, granted, at, source, text_version, evidence, recorded_by)
    select "originNo", "memberNo", purpose, channel, granted, at, source, "textVersion", coalesce(evidence, '{}'), by
    from jsonb_to_recordset(${JSON.stringify(statements)}::jsonb) as n("originNo" int, "memberNo" int, purpose text, channel text, granted bool,
      at timestamptz, source text, "textVersion" text, evidence jsonb, by text)
    on conflict do nothing returning id`.execute(tx);
  return rows.length;
}

export interface ConsentState {
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel;
  readonly granted: boolean;
  readonly at: Date;
  readonly source: string;
  readonly textVersion: string | null;
}

/** What holds now for one member. A purpose and channel that is not in the list was never asked for, hence not granted. */
export async function consentOf(tx: Kysely<DB>, memberNo: number): Promise<ConsentState[]> {
  const { rows } = await sql<ConsentState>`
    select purpose, channel, granted, at, source, text_version as "textVersion" from consent where member_no = ${memberNo}
    order by purpose, channel`.execute(tx);
  return rows;
}

/** Those of the members who agreed to be reached for a purpose by a channel, or by any. */
export async function withConsent(
  tx: Kysely<DB>,
  memberNos: readonly number[],
  purpose: ConsentPurpose,
  channel: ConsentChannel,
): Promise<Set<number>> {
  const { rows } = await sql<{ member_no: number }>`
    select member_no from (
      select distinct on (member_no) member_no, granted from consent_record
      where member_no = any(${memberNos}::int[]) and purpose = ${purpose} and channel in (${channel}, 'any')
      order by member_no, at desc, granted, id desc) latest
    where granted`.execute(tx);
  return new Set(rows.map((row) => row.member_no));
}
