import { type RawBuilder, type SqlBool, sql } from "kysely";
import { maskName } from "../../customers/index.ts";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { CursorKey } from "../../kernel/http/cursor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";

export type GiftDirection = "sent" | "received";

export interface GiftRow {
  readonly orderId: number;
  readonly orderCode: string;
  readonly givenAt: Date;
  readonly channel: string;
  readonly storeName: string | null;
  readonly amountFen: number;
  readonly items: number;
  /** The other person, when known. */
  readonly otherNo: number | null;
  /** Masked. */
  readonly otherName: string | null;
}

/** Gifts that a member sent or received, the latest first, within the actor's scope; one more than `limit` when there are more. */
export async function listGifts(
  { db, cipher }: { readonly db: Db; readonly cipher: Cipher },
  actor: Actor,
  memberNo: number,
  direction: GiftDirection,
  after: CursorKey | null,
  limit: number,
): Promise<GiftRow[]> {
  const conditions: RawBuilder<SqlBool>[] = [
    direction === "sent" ? sql`o.member_no = ${memberNo} and o.is_gift` : sql`g.member_no = ${memberNo}`,
    scopeCondition(actor, "o.store_no"),
  ];
  if (after) conditions.push(sql`(o.paid_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`);
  const { rows } = await sql<Omit<GiftRow, "otherName"> & { readonly nameSealed: string | null }>`
    select o.id as "orderId", o.order_code as "orderCode", o.paid_at as "givenAt", o.channel, u.name as "storeName",
      o.amount_fen as "amountFen", o.items, m.member_no as "otherNo", m.name_sealed as "nameSealed"
    from sales_order o ${direction === "sent" ? sql`left join` : sql`join`} gift g on g.order_id = o.id
    left join member m on m.member_no = ${direction === "sent" ? sql`g.member_no` : sql`o.member_no`} and m.status <> 'erased'
    left join org_unit u on u.no = o.store_no
    where ${sql.join(conditions, sql` and `)} order by o.paid_at desc, o.id desc limit ${limit + 1}`.execute(db);
  return rows.map(({ nameSealed, ...row }) => ({
    ...row,
    otherName: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
  }));
}
