import { sql } from "kysely";
import type { z } from "zod";
import { maskName, maskPhone } from "../../customers/index.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { memberRefSchema } from "./schemas.ts";

export type MemberRef = z.output<typeof memberRefSchema>;

interface Row {
  readonly member_no: number;
  readonly store_no: number | null;
  readonly store_name: string | null;
  readonly name_sealed: string | null;
  readonly phone_sealed: string | null;
}

/** How lists of insight show members: masked; somebody outside the actor's scope is a number and nothing more. */
export async function memberRefs(
  platform: Platform,
  actor: Actor,
  memberNos: readonly number[],
): Promise<Map<number, MemberRef>> {
  if (memberNos.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select m.member_no, m.store_no, u.name as store_name, m.name_sealed, p.value_sealed as phone_sealed
    from member m left join org_unit u on u.no = m.store_no
    left join lateral (select value_sealed from identifier i where i.member_no = m.member_no and i.kind = 'phone'
      order by first_seen_at, value_index limit 1) p on true
    where m.member_no = any(${[...memberNos]}::int[]) and m.status = 'active' and ${scopeCondition(actor, "m.store_no")}`.execute(
    platform.db,
  );
  const known = new Map(rows.map((row) => [row.member_no, row]));
  return new Map(
    memberNos.map((memberNo) => {
      const row = known.get(memberNo);
      return [
        memberNo,
        {
          memberNo,
          name: row?.name_sealed ? maskName(platform.cipher.open(row.name_sealed)) : null,
          phone: row?.phone_sealed ? maskPhone(platform.cipher.open(row.phone_sealed)) : null,
          storeNo: row?.store_no ?? null,
          storeName: row?.store_name ?? null,
        },
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
