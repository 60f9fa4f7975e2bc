import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { storeNosInScope } from "../../../organization/index.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { wifiScene } from "./scene.ts";

export interface WifiPlan {
  readonly ssid: string;
  /** Absent = it stays; a new network needs one. */
  readonly password?: string;
  /** 0 = a new one. */
  readonly version: number;
}

/**
 * Sets a store's network. The code is made once and stays good: the password may change without printing anew.
 *
 * @throws Refusal `not_found`, `wifi_changed`, `wifi_without_password`; WechatRefusal where the account may not make codes
 */
export async function saveWifi(
  platform: Platform,
  actor: Actor,
  account: WechatAccount,
  storeNo: number,
  plan: WifiPlan,
): Promise<void> {
  await requireStore(platform, actor, storeNo);
  if (plan.version === 0 && plan.password === undefined)
    throw conflict("wifi_without_password", "请填写这家门店的 WiFi 密码");
  const password = plan.password === undefined ? null : platform.cipher.seal(plan.password);
  await platform.db.transaction().execute(async (tx) => {
    const { rows } =
      plan.version === 0
        ? await sql<{ version: number }>`
            insert into official_wifi (wechat_account_id, store_no, ssid, password_sealed, updated_by)
            values (${account.id}, ${storeNo}, ${plan.ssid}, ${password}, ${actor.name}) on conflict do nothing returning version`.execute(
            tx,
          )
        : await sql<{ version: number }>`
            update official_wifi set ssid = ${plan.ssid}, password_sealed = coalesce(${password}, password_sealed), version = version + 1,
              updated_at = ${platform.clock.now()}, updated_by = ${actor.name}
            where wechat_account_id = ${account.id} and store_no = ${storeNo} and version = ${plan.version} returning version`.execute(
            tx,
          );
    if (rows.length === 0) throw conflict("wifi_changed", "这家门店的 WiFi 刚被其他人修改过，请刷新后再改");
    await audit(tx, actor, {
      action: "official_wifi.saved",
      subject: { kind: "store", id: String(storeNo) },
      detail: { account: account.name, ssid: plan.ssid, passwordChanged: password !== null },
    });
  });
  await ensureCode(platform, account, storeNo);
}

/** Ends it: the printed code then says nothing of a network any more. @throws Refusal `not_found` */
export async function endWifi(
  platform: Platform,
  actor: Actor,
  account: WechatAccount,
  storeNo: number,
): Promise<void> {
  await requireStore(platform, actor, storeNo);
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      delete from official_wifi where wechat_account_id = ${account.id} and store_no = ${storeNo} returning store_no`.execute(
      tx,
    );
    if (rows.length === 0) throw notFound("这家门店的 WiFi");
    await audit(tx, actor, {
      action: "official_wifi.ended",
      subject: { kind: "store", id: String(storeNo) },
      detail: { account: account.name },
    });
  });
}

/** Makes the permanent code unless there is one: asking again for the same scene gives the same code (wechat-api.md §1.10). */
async function ensureCode(platform: Platform, account: WechatAccount, storeNo: number): Promise<void> {
  const { rows } = await sql`
    select from official_wifi where wechat_account_id = ${account.id} and store_no = ${storeNo} and code_url is null`.execute(
    platform.db,
  );
  if (rows.length === 0) return;
  const { url } = await weixinApi(platform, account).post<{ url: string }>("/cgi-bin/qrcode/create", {
    action_name: "QR_LIMIT_STR_SCENE",
    action_info: { scene: { scene_str: wifiScene(storeNo) } },
  });
  await sql`update official_wifi set code_url = ${url} where wechat_account_id = ${account.id} and store_no = ${storeNo}`.execute(
    platform.db,
  );
}

async function requireStore(platform: Platform, actor: Actor, storeNo: number): Promise<void> {
  const { rows } = await sql`select from org_unit where no = ${storeNo} and kind = 'store'`.execute(platform.db);
  const scope = await storeNosInScope(platform, actor);
  if (rows.length === 0 || (scope !== "all" && !scope.includes(storeNo))) throw notFound("这家门店");
}
