import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition, servesInScope } from "../../organization/index.ts";
import { findMember } from "../members/find-member.ts";
import { companyNameKey } from "./rules.ts";
import type { companyFields, contactBody } from "./schemas.ts";
import { type Company, findCompany, findSimilar } from "./store.ts";

type Tx = Kysely<DB>;
type Fields = z.output<typeof companyFields>;

const scopeOf = (actor: Actor) => scopeCondition(actor, "c.store_no");
const subject = (id: string) => ({ kind: "company", id });

/** @throws Refusal `not_found` */
export async function requireCompany(tx: Tx, actor: Actor, id: string): Promise<Company> {
  const company = await findCompany(tx, scopeOf(actor), id);
  if (!company) throw notFound("这家企业");
  return company;
}

/** Where a company may be put, and who may look after it. */
async function requirePlace(tx: Tx, actor: Actor, fields: Partial<Fields>, today: string): Promise<void> {
  if (fields.storeNo !== undefined) {
    const { rows } = await sql`
      select from (values (${fields.storeNo}::int)) v(no) where ${scopeCondition(actor, "v.no")}
        and (v.no is null or exists (select from org_unit u where u.no = v.no and u.kind = 'store'))`.execute(tx);
    if (rows.length === 0)
      throw fields.storeNo === null
        ? invalid([{ path: "storeNo", message: "请选择负责的门店" }])
        : notFound("这家门店");
  }
  if (fields.ownerStaffId && !(await servesInScope(tx, actor, fields.ownerStaffId, today))) {
    throw invalid([{ path: "ownerStaffId", message: "请选择在职的员工" }]);
  }
}

async function nameOwnCode<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "constraint" in error && error.constraint === "company_credit_code_key") {
      throw conflict(
        "company_exists",
        "这个统一社会信用代码已经登记过",
        "请在企业客户里搜索这个代码，在原有企业上补充",
      );
    }
    throw error;
  }
}

/**
 * Registers a company.
 *
 * @throws Refusal `company_exists` for a known credit code, `company_similar` for a name that means the same, unless allowed
 */
export async function createCompany(
  tx: Tx,
  actor: Actor,
  fields: Fields & { readonly allowSimilar?: boolean },
  today: string,
): Promise<string> {
  await requirePlace(tx, actor, { ...fields, storeNo: fields.storeNo ?? null }, today);
  const nameKey = companyNameKey(fields.name);
  const similar = fields.allowSimilar ? [] : await findSimilar(tx, scopeOf(actor), nameKey, null);
  if (similar.length > 0) {
    throw conflict(
      "company_similar",
      "已有名称相近的企业",
      `${similar.map(({ name }) => name).join("、")}；确认不是同一家再继续`,
    );
  }
  const { rows } = await nameOwnCode(
    sql<{ id: string }>`
      insert into company (name, name_key, credit_code, industry, size, region, owner_staff_id, store_no, created_by)
      values (${fields.name}, ${nameKey}, ${fields.creditCode ?? null}, ${fields.industry ?? null}, ${fields.size ?? null}, ${fields.region ?? null},
        ${fields.ownerStaffId ?? null}, ${fields.storeNo ?? null}, ${actor.name}) returning id`.execute(tx),
  );
  const id = rows[0]?.id as string;
  await audit(tx, actor, {
    action: "company.created",
    subject: subject(id),
    detail: { name: fields.name, storeNo: fields.storeNo ?? null },
  });
  return id;
}

/** Changes the fields that are given. */
export async function editCompany(
  tx: Tx,
  actor: Actor,
  id: string,
  fields: Partial<Fields>,
  today: string,
): Promise<void> {
  const before = await requireCompany(tx, actor, id);
  await requirePlace(tx, actor, fields, today);
  const after = { ...before, ...fields };
  await nameOwnCode(
    sql`update company set name = ${after.name}, name_key = ${companyNameKey(after.name)}, credit_code = ${after.creditCode ?? null},
      industry = ${after.industry ?? null}, size = ${after.size ?? null}, region = ${after.region ?? null},
      owner_staff_id = ${after.ownerStaffId ?? null}, store_no = ${after.storeNo ?? null}, updated_at = now() where id = ${id}`.execute(
      tx,
    ),
  );
  await audit(tx, actor, {
    action: "company.edited",
    subject: subject(id),
    orgPath: before.orgPath,
    detail: { fields },
  });
}

/** Makes a member a contact of the company, or changes what is said of one. A member may be a contact of several. */
export async function putContact(
  tx: Tx,
  actor: Actor,
  id: string,
  contact: z.output<typeof contactBody>,
): Promise<void> {
  const company = await requireCompany(tx, actor, id);
  const { memberNo } = await findMember(tx, actor, contact.memberNo);
  await sql`delete from company_contact where company_id = ${id} and member_no = ${memberNo}`.execute(tx);
  await sql`
    insert into company_contact (company_id, origin_no, member_no, position, department, decision_power, remark, added_by)
    values (${id}, ${memberNo}, ${memberNo}, ${contact.position}, ${contact.department}, ${contact.decisionPower}, ${contact.remark}, ${actor.name})
    on conflict (company_id, origin_no) do nothing`.execute(tx);
  await audit(tx, actor, {
    action: "company.contact_put",
    subject: subject(id),
    orgPath: company.orgPath,
    detail: { memberNo, decisionPower: contact.decisionPower },
  });
}

/** @throws Refusal `not_found` when the member is no contact */
export async function removeContact(tx: Tx, actor: Actor, id: string, memberNo: number): Promise<void> {
  const company = await requireCompany(tx, actor, id);
  const member = await findMember(tx, actor, memberNo);
  const gone =
    await sql`delete from company_contact where company_id = ${id} and member_no = ${member.memberNo}`.execute(tx);
  if (Number(gone.numAffectedRows ?? 0) === 0) throw notFound("这位联系人");
  await audit(tx, actor, {
    action: "company.contact_removed",
    subject: subject(id),
    orgPath: company.orgPath,
    detail: { memberNo: member.memberNo },
  });
}

/**
 * The company that a form or a file names, found by credit code, then by name; registered when nobody knows it. For producers that
 * act for the whole chain.
 *
 * @returns its id
 */
export async function findOrCreateCompany(
  tx: Tx,
  named: {
    readonly name: string;
    readonly creditCode: string | null;
    readonly storeNo: number | null;
    readonly by: string;
  },
): Promise<string> {
  const nameKey = companyNameKey(named.name);
  await sql`select pg_advisory_xact_lock(hashtext('feilun.company'), hashtext(${nameKey}))`.execute(tx);
  const known = await sql<{ id: string }>`
    select id from company where credit_code = ${named.creditCode} or (name_key = ${nameKey} and (credit_code is null or ${named.creditCode}::text is null))
    order by (credit_code is not distinct from ${named.creditCode}) desc, id limit 1`.execute(tx);
  if (known.rows[0]) return known.rows[0].id;
  const { rows } = await sql<{ id: string }>`
    insert into company (name, name_key, credit_code, store_no, created_by) values (${named.name}, ${nameKey}, ${named.creditCode}, ${named.storeNo}, ${named.by})
    on conflict (credit_code) do update set updated_at = now() returning id`.execute(tx);
  return rows[0]?.id as string;
}

/** Notes a contact that a form named; what a person has said of them stays. */
export async function noteContact(
  tx: Tx,
  companyId: string,
  member: { readonly originNo: number; readonly memberNo: number },
  said: { readonly position: string | null; readonly by: string },
): Promise<void> {
  await sql`
    insert into company_contact (company_id, origin_no, member_no, position, added_by)
    select ${companyId}, ${member.originNo}, ${member.memberNo}, ${said.position}, ${said.by}
    where not exists (select from company_contact where company_id = ${companyId} and member_no = ${member.memberNo})
    on conflict do nothing`.execute(tx);
}
