import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { invalid, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Db, Tx } from "../../../kernel/postgres/database.ts";
import type { WayKind } from "./vocabulary.ts";

export interface Way {
  readonly id: string;
  readonly kind: WayKind;
  readonly codeId: string;
  readonly codeName: string;
  readonly fromDay: string;
  readonly toDay: string | null;
}

/** Ways of a shop, those in force first. */
export async function listWays(db: Db, accountId: string): Promise<Way[]> {
  const { rows } = await sql<Way>`
    select w.id, w.kind, w.code_id as "codeId", c.name as "codeName", w.from_day::text as "fromDay", w.to_day::text as "toDay"
    from wechat_shop_way w join live_code c on c.id = w.code_id where w.wechat_account_id = ${accountId}
    order by w.to_day desc nulls first, w.from_day desc, w.id`.execute(db);
  return rows;
}

/** Puts a code in place from a day on. @throws Refusal `invalid_input` for a code that makes no contacts */
export async function addWay(
  tx: Tx,
  actor: Actor,
  accountId: string,
  way: { readonly kind: WayKind; readonly codeId: string; readonly fromDay: string },
): Promise<string> {
  const { rows: codes } = await sql<{ kind: string }>`select kind from live_code where id = ${way.codeId}`.execute(tx);
  if (!codes[0]) throw invalid([{ path: "codeId", message: "没有这个活码，请重新选择" }]);
  if (!["staff", "store", "place"].includes(codes[0].kind))
    throw invalid([
      { path: "codeId", message: "请选择加好友的活码（员工、门店或位置活码）：群活码和短链接不会加为好友" },
    ]);
  const { rows } = await sql<{ id: string }>`
    insert into wechat_shop_way (wechat_account_id, kind, code_id, from_day, set_by)
    values (${accountId}, ${way.kind}, ${way.codeId}, ${way.fromDay}::date, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "wechat_shop_way.added",
    subject: { kind: "wechat_shop_way", id },
    detail: { accountId, kind: way.kind, codeId: way.codeId, fromDay: way.fromDay },
  });
  return id;
}

/** The code lies there until this day; what it brought stays counted. @throws Refusal `not_found`, `invalid_input` */
export async function endWay(tx: Tx, actor: Actor, accountId: string, id: string, toDay: string): Promise<void> {
  const { rows } = await sql<{ fromDay: string }>`
    select from_day::text as "fromDay" from wechat_shop_way where id = ${id} and wechat_account_id = ${accountId} for update`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这个入口");
  if (toDay < rows[0].fromDay) throw invalid([{ path: "toDay", message: `结束日不能早于开始日 ${rows[0].fromDay}` }]);
  await sql`update wechat_shop_way set to_day = ${toDay}::date where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "wechat_shop_way.ended",
    subject: { kind: "wechat_shop_way", id },
    detail: { accountId, toDay },
  });
}
