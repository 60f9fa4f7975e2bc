import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { findStoresByCode } from "../../organization/index.ts";
import { shopSettings } from "./shop.ts";

/**
 * Changes what the operator sets for a shop; orders that are read from now on belong to the store named.
 * @throws Refusal `invalid_input`, `shop_changed`
 */
export async function editShop(
  tx: Tx,
  actor: Actor,
  accountId: string,
  edit: { readonly version: number; readonly storeCode?: string | null; readonly nightly?: boolean },
): Promise<void> {
  const before = await shopSettings(tx, accountId);
  let { storeNo } = before;
  if (edit.storeCode === null) storeNo = null;
  else if (edit.storeCode !== undefined) {
    const found = (await findStoresByCode(tx, [edit.storeCode])).get(edit.storeCode);
    if (found === undefined) throw invalid([{ path: "storeCode", message: `没有编码为 ${edit.storeCode} 的门店` }]);
    storeNo = found;
  }
  const nightly = edit.nightly ?? before.nightly;
  const { rows } = await sql<{ version: number }>`
    insert into wechat_shop as s (wechat_account_id, store_no, nightly) values (${accountId}, ${storeNo}, ${nightly})
    on conflict (wechat_account_id) do update set store_no = excluded.store_no, nightly = excluded.nightly, version = s.version + 1
      where s.version = ${edit.version}
    returning version`.execute(tx);
  if (rows[0]?.version !== edit.version + 1) throw conflict("shop_changed", "小店设置刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "wechat_shop.edited",
    subject: { kind: "wechat_account", id: accountId },
    detail: { before: { storeNo: before.storeNo, nightly: before.nightly }, after: { storeNo, nightly } },
  });
}
