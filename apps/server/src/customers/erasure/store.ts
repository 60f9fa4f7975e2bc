import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { ErasureStatus, ReceivedVia } from "./rules.ts";

type Tx = Kysely<DB>;

export interface ErasureRequest {
  readonly id: string;
  readonly memberNo: number;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly orgPath: string | null;
  readonly status: ErasureStatus;
  readonly receivedVia: ReceivedVia;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly note: string | null;
  readonly requestedAt: Date;
  readonly requestedBy: string;
  readonly reviewedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly reviewNote: string | null;
  readonly reviewedProfiles: number[] | null;
  readonly executedAt: Date | null;
  readonly executedBy: string | null;
  readonly erased: Readonly<Record<string, number>> | null;
  readonly settledAt: Date | null;
}

const requests = sql`
  select r.id, r.member_no as "memberNo", m.store_no as "storeNo", u.name as "storeName", u.path::text as "orgPath", r.status,
    r.received_via as "receivedVia", r.received_on::text as "receivedOn", r.due_on::text as "dueOn", r.note, r.requested_at as "requestedAt",
    r.requested_by as "requestedBy", r.reviewed_at as "reviewedAt", r.reviewed_by as "reviewedBy", r.review_note as "reviewNote",
    r.reviewed_profiles as "reviewedProfiles", r.executed_at as "executedAt", r.executed_by as "executedBy", r.erased, r.settled_at as "settledAt"
  from erasure_request r join member m on m.member_no = r.member_no left join org_unit u on u.no = m.store_no`;

/** Requests in the scope, the newest first. */
export async function listRequests(
  tx: Tx,
  scope: RawBuilder<unknown>,
  filter: {
    readonly status?: ErasureStatus;
    readonly memberNo?: number;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<ErasureRequest[]> {
  const { rows } = await sql<ErasureRequest>`
    ${requests} where ${scope}
      ${filter.status ? sql`and r.status = ${filter.status}` : sql``}
      ${filter.memberNo ? sql`and r.member_no = ${filter.memberNo}` : sql``}
      ${filter.before ? sql`and r.id < ${filter.before}::uuid` : sql``}
    order by r.id desc limit ${filter.limit}`.execute(tx);
  return rows;
}

/** One request in the scope, held until the transaction ends. */
export async function findRequest(tx: Tx, scope: RawBuilder<unknown>, id: string): Promise<ErasureRequest | null> {
  const { rows } = await sql<ErasureRequest>`${requests} where r.id = ${id} and ${scope} for update of r`.execute(tx);
  return rows[0] ?? null;
}
