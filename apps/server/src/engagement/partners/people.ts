import { type SqlBool, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import { attributionDaysOf } from "../touchpoints/figures.ts";
import { cooperationFunnel } from "./report.ts";
import type { Cooperation } from "./store.ts";

export const stages = {
  came: sql<SqlBool>`true`,
  friend: sql<SqlBool>`p.at_friend is not null`,
  register: sql<SqlBool>`p.at_register is not null`,
  order: sql<SqlBool>`p.at_order is not null`,
  new_order: sql<SqlBool>`b.is_new`,
} as const;

export interface ComerRow {
  readonly memberNo: number;
  readonly cameAt: Date;
  readonly friendAt: Date | null;
  readonly registeredAt: Date | null;
  readonly orderAt: Date | null;
  readonly orders: number;
  readonly salesFen: number;
}

/** The people behind a figure, as far as they lie in the actor's scope; `limit + 1` of them. */
export async function listComers(
  platform: Platform,
  actor: Actor,
  cooperation: Cooperation,
  { stage, after, limit }: { readonly stage: keyof typeof stages; readonly after: number; readonly limit: number },
): Promise<ComerRow[]> {
  const { db } = platform;
  const { rows } = await sql<ComerRow>`
    with ${cooperationFunnel(platform, [cooperation], await attributionDaysOf(db))}
    select p.member_no as "memberNo", p.at_visit as "cameAt", p.at_friend as "friendAt",
      p.at_register as "registeredAt", p.at_order as "orderAt", p.orders::int as orders, p.fen::bigint as "salesFen"
    from person p join member m on m.member_no = p.member_no and m.status = 'active'
    left join bought b on b.no = p.no and b.member_no = p.member_no
    where ${scopeCondition(actor, "m.store_no")} and ${stages[stage]} and p.member_no > ${after}
    order by p.member_no limit ${limit + 1}`.execute(db);
  return rows;
}
