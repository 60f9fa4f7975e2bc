import { type Kysely, sql } from "kysely";
import { notFound, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";

export interface FoundMember {
  readonly memberNo: number;
  readonly id: string;
  readonly storeNo: number | null;
  /** ltree path of the member's store, for the audit trail. */
  readonly orgPath: string | null;
}

/**
 * The member that a number means today (a merged profile's number leads to who took it in), if the actor may see them.
 *
 * @throws Refusal `not_found`; `member_erased` for somebody whose data was erased
 */
export async function findMember(tx: Kysely<DB>, actor: Actor, memberNo: number): Promise<FoundMember> {
  const { rows } = await sql<FoundMember & { readonly erased: boolean }>`
    select m.member_no as "memberNo", m.id, m.store_no as "storeNo", u.path::text as "orgPath", m.status = 'erased' as erased
    from member p join member m on m.member_no = p.owner_no left join org_unit u on u.no = m.store_no
    where p.member_no = ${memberNo} and ${scopeCondition(actor, "m.store_no")}`.execute(tx);
  if (!rows[0]) throw notFound("这位客户");
  const { erased, ...member } = rows[0];
  if (erased) throw memberErased();
  return member;
}

/** Everything about the person is gone for good: nothing can be shown, changed, merged or undone. */
export function memberErased(): Refusal {
  return new Refusal({
    code: "member_erased",
    status: 410,
    title: "这位客户的个人信息已应本人要求删除",
    detail: "资料、合并与撤销都已无法进行；本人再次到店或注册会成为一位新客户",
  });
}

/** Those of the numbers that mean members in the actor's scope, each as the member it means today. Set-based. */
export async function membersInScope(tx: Kysely<DB>, actor: Actor, memberNos: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ no: number }>`
    select distinct m.member_no as no from unnest(${memberNos}::int[]) n(no) join member p on p.member_no = n.no
    join member m on m.member_no = p.owner_no where m.status = 'active' and ${scopeCondition(actor, "m.store_no")} order by 1`.execute(
    tx,
  );
  return rows.map((row) => row.no);
}
