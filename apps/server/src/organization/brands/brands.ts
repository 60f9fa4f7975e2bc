import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound, type Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { unitCondition } from "../scope/condition.ts";
import { requireWholeChain } from "../scope/rules.ts";

export interface Brand {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Stores that are not closed, in the asker's scope. */
  readonly stores: number;
  /** People posted today at units of the brand above its stores: its own team (OR-04). */
  readonly team: number;
}

const refusals: Readonly<Record<string, () => Refusal>> = {
  brand_code_key: () => conflict("code_taken", "这个品牌编码已被使用"),
  brand_name_key: () => conflict("name_taken", "已有同名的品牌"),
};

/** The brands with what the actor may see of them. */
export async function listBrands(db: Db, actor: Actor, today: string): Promise<Brand[]> {
  const { rows } = await sql<Brand>`
    select b.id, b.code, b.name,
      (select count(*)::int from org_unit u where u.brand_id = b.id and u.kind = 'store' and u.closed_at is null and ${unitCondition(actor, "u.path")}) as stores,
      (select count(distinct p.staff_id)::int from staff_post p join org_unit u on u.id = p.org_unit_id
        where u.brand_id = b.id and u.kind <> 'store' and p.days @> ${today}::date and ${unitCondition(actor, "u.path")}) as team
    from brand b order by b.code`.execute(db);
  return rows;
}

export async function createBrand(tx: Tx, actor: Actor, brand: { code: string; name: string }): Promise<string> {
  requireWholeChain(actor);
  const { rows } = await refuseOn(refusals, () =>
    sql<{ id: string }>`insert into brand (code, name) values (${brand.code}, ${brand.name}) returning id`.execute(tx),
  );
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, { action: "brand.created", subject: { kind: "brand", id }, detail: { after: brand } });
  return id;
}

export async function editBrand(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { code?: string; name?: string },
): Promise<void> {
  requireWholeChain(actor);
  const { rows } = await sql<{
    code: string;
    name: string;
  }>`select code, name from brand where id = ${id} for update`.execute(tx);
  const before = rows[0];
  if (!before) throw notFound("品牌");
  const after = { code: change.code ?? before.code, name: change.name ?? before.name };
  await refuseOn(refusals, () =>
    sql`update brand set code = ${after.code}, name = ${after.name}, updated_at = now() where id = ${id}`.execute(tx),
  );
  await audit(tx, actor, { action: "brand.edited", subject: { kind: "brand", id }, detail: { before, after } });
}
