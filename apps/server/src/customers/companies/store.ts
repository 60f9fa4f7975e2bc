import { type Kysely, type RawBuilder, sql } from "kysely";
import { containing } from "../../kernel/postgres/like.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { companySizes, decisionPowers } from "./rules.ts";

type Tx = Kysely<DB>;

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly creditCode: string | null;
  readonly industry: string | null;
  readonly size: (typeof companySizes)[number] | null;
  readonly region: string | null;
  readonly ownerStaffId: string | null;
  readonly ownerName: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly orgPath: string | null;
  readonly contactCount: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const companies = sql`
  select c.id, c.name, c.name_key as "nameKey", c.credit_code as "creditCode", c.industry, c.size, c.region, c.owner_staff_id as "ownerStaffId",
    s.name as "ownerName", c.store_no as "storeNo", u.name as "storeName", u.path::text as "orgPath",
    (select count(distinct k.member_no)::int from company_contact k where k.company_id = c.id) as "contactCount",
    c.created_at as "createdAt", c.created_by as "createdBy"
  from company c left join staff s on s.id = c.owner_staff_id left join org_unit u on u.no = c.store_no`;

/** Companies in the scope (`c.store_no`), the newest first. */
export async function listCompanies(
  tx: Tx,
  scope: RawBuilder<unknown>,
  filter: {
    readonly q?: string;
    readonly ownerStaffId?: string;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<Company[]> {
  const { rows } = await sql<Company>`
    ${companies} where ${scope}
      ${filter.q ? sql`and (c.name ilike ${containing(filter.q)} or c.credit_code = ${filter.q.toUpperCase()})` : sql``}
      ${filter.ownerStaffId ? sql`and c.owner_staff_id = ${filter.ownerStaffId}` : sql``}
      ${filter.before ? sql`and c.id < ${filter.before}::uuid` : sql``}
    order by c.id desc limit ${filter.limit}`.execute(tx);
  return rows;
}

export async function findCompany(tx: Tx, scope: RawBuilder<unknown>, id: string): Promise<Company | null> {
  const { rows } = await sql<Company>`${companies} where c.id = ${id} and ${scope}`.execute(tx);
  return rows[0] ?? null;
}

/** Companies in the scope whose names mean the same. */
export async function findSimilar(
  tx: Tx,
  scope: RawBuilder<unknown>,
  nameKey: string,
  besides: string | null,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from company c
    where c.name_key = ${nameKey} and c.id is distinct from ${besides}::uuid and ${scope} order by c.id limit 10`.execute(
    tx,
  );
  return rows;
}

export interface Contact {
  readonly memberNo: number;
  readonly nameSealed: string | null;
  readonly position: string | null;
  readonly department: string | null;
  readonly decisionPower: (typeof decisionPowers)[number];
  readonly remark: string | null;
  readonly addedAt: Date;
  readonly addedBy: string;
}

/** Contacts, each member once (the latest word of several profiles); the name only of members in the scope (`m.store_no`). */
export async function listContacts(tx: Tx, scope: RawBuilder<unknown>, companyId: string): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select distinct on (k.member_no) k.member_no as "memberNo", case when ${scope} then m.name_sealed end as "nameSealed", k.position, k.department,
      k.decision_power as "decisionPower", k.remark, k.added_at as "addedAt", k.added_by as "addedBy"
    from company_contact k join member m on m.member_no = k.member_no
    where k.company_id = ${companyId} order by k.member_no, k.added_at desc`.execute(tx);
  return rows;
}

/** The companies in the scope that a member is a contact of. */
export async function listCompaniesOfMember(tx: Tx, scope: RawBuilder<unknown>, memberNo: number): Promise<Company[]> {
  const { rows } = await sql<Company>`
    ${companies} where ${scope} and c.id in (select company_id from company_contact where member_no = ${memberNo}) order by c.id`.execute(
    tx,
  );
  return rows;
}
