import { sql } from "kysely";
import type { z } from "zod";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { memberRefSchema } from "./schemas.ts";

export type MemberRef = z.output<typeof memberRefSchema>;

/** How lists of insight show members: masked; somebody outside the actor's scope is a number and nothing more. */
export async function memberRefs(
  platform: Platform,
  actor: Actor,
  memberNos: readonly number[],
): Promise<Map<number, MemberRef>> {
  const { rows } = await sql<{ member_no: number; store_no: number | null; store_name: string | null }>`
    select m.member_no, m.store_no, u.name as store_name from member m left join org_unit u on u.no = m.store_no
    where m.member_no = any(${[...memberNos]}::int[]) and ${scopeCondition(actor, "m.store_no")}`.execute(platform.db);
  const known = new Map(rows.map((row) => [row.member_no, row]));
  return new Map(
    memberNos.map((memberNo) => {
      const row = known.get(memberNo);
      return [
        memberNo,
        { memberNo, name: null, phone: null, storeNo: row?.store_no ?? null, storeName: row?.store_name ?? null },
      ];
    }),
  );
}

/** Adds what is shown of each member to rows that name one. */
export async function withMemberRefs<Row extends { readonly memberNo: number }>(
  platform: Platform,
  actor: Actor,
  rows: readonly Row[],
): Promise<(Row & MemberRef)[]> {
  const refs = await memberRefs(
    platform,
    actor,
    rows.map((row) => row.memberNo),
  );
  return rows.map((row) => ({ ...(refs.get(row.memberNo) as MemberRef), ...row }));
}
