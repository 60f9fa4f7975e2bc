import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { findAccount, type WechatAccount } from "../wechat/index.ts";

/** A connected merchant and the unit whose sales it takes the money of. */
export interface PayMerchant {
  readonly accountId: string;
  readonly mchid: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly unitId: string | null;
  readonly unitName: string | null;
  /** 0 until somebody changes it. */
  readonly version: number;
}

export async function listMerchants(db: Db): Promise<PayMerchant[]> {
  const { rows } = await sql<PayMerchant>`
    select a.id as "accountId", a.account_id as mchid, a.name, a.enabled, m.org_unit_id as "unitId", u.name as "unitName",
      coalesce(m.version, 0) as version
    from wechat_account a left join pay_merchant m on m.wechat_account_id = a.id left join org_unit u on u.id = m.org_unit_id
    where a.platform = 'wechat_pay' order by a.created_at, a.id`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function findMerchant(platform: Platform, accountId: string): Promise<WechatAccount> {
  const account = await findAccount(platform, platform.db, accountId);
  if (account.platform !== "wechat_pay") throw notFound("这个商户");
  return account;
}

/** The merchant of a store (null = headquarters): the one of the nearest unit above it. */
export async function merchantOf(db: Db, storeNo: number | null): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select m.wechat_account_id as id
    from org_unit s join org_unit u on s.path <@ u.path
    join pay_merchant m on m.org_unit_id = u.id join wechat_account a on a.id = m.wechat_account_id and a.enabled
    where case when ${storeNo}::int is null then s.kind = 'headquarters' else s.kind = 'store' and s.no = ${storeNo} end
    order by nlevel(u.path) desc limit 1`.execute(db);
  return rows[0]?.id;
}

/**
 * Says whose sales a merchant takes the money of: the stores below a unit; null takes it out of use for new payments.
 * @throws Refusal `invalid_input`, `unit_taken`, `merchant_changed`
 */
export async function assignMerchant(
  tx: Tx,
  actor: Actor,
  accountId: string,
  edit: { readonly unitId: string | null; readonly version: number },
): Promise<void> {
  const { rows } = await sql<{ unitId: string; version: number }>`
    select org_unit_id as "unitId", version from pay_merchant where wechat_account_id = ${accountId} for update`.execute(
    tx,
  );
  if ((rows[0]?.version ?? 0) !== edit.version)
    throw conflict("merchant_changed", "收款门店刚被其他人修改过，请刷新后再改");
  if (edit.unitId === null) await sql`delete from pay_merchant where wechat_account_id = ${accountId}`.execute(tx);
  else {
    const unit = await sql<{ taken: string | null }>`
      select (select a.name from pay_merchant m join wechat_account a on a.id = m.wechat_account_id
        where m.org_unit_id = u.id and m.wechat_account_id <> ${accountId}) as taken
      from org_unit u where u.id = ${edit.unitId}`.execute(tx);
    if (!unit.rows[0]) throw invalid([{ path: "unitId", message: "没有这个组织单元" }]);
    if (unit.rows[0].taken)
      throw conflict("unit_taken", `这个组织已经由商户「${unit.rows[0].taken}」收款`, "先把那个商户改为其他组织");
    await sql`
      insert into pay_merchant as m (wechat_account_id, org_unit_id) values (${accountId}, ${edit.unitId})
      on conflict (wechat_account_id) do update set org_unit_id = excluded.org_unit_id, version = m.version + 1`.execute(
      tx,
    );
  }
  await audit(tx, actor, {
    action: "pay_merchant.assigned",
    subject: { kind: "wechat_account", id: accountId },
    detail: { before: rows[0]?.unitId ?? null, after: edit.unitId },
  });
}
