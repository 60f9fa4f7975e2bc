import { type Kysely, sql } from "kysely";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../../organization/index.ts";

export interface StoreWifi {
  readonly storeNo: number;
  readonly storeName: string;
  readonly ssid: string;
  readonly codeUrl: string | null;
  /** Followers whose first follow came by this code, and those of them who follow today. */
  readonly gained: number;
  readonly following: number;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The networks of the stores in the actor's scope, by store. */
export async function listWifi(db: Kysely<DB>, actor: Actor, accountId: string): Promise<StoreWifi[]> {
  const { rows } = await sql<StoreWifi>`
    select w.store_no as "storeNo", u.name as "storeName", w.ssid, w.code_url as "codeUrl", coalesce(f.gained, 0)::int as gained,
      coalesce(f.following, 0)::int as following, w.version, w.updated_at as "updatedAt", w.updated_by as "updatedBy"
    from official_wifi w join org_unit u on u.no = w.store_no
    left join (select qr_scene, count(*) as gained, count(*) filter (where following) as following from official_follower
      where wechat_account_id = ${accountId} and qr_scene <> '' and starts_with(qr_scene, 'wifi-') group by qr_scene) f
      on f.qr_scene = 'wifi-' || w.store_no
    where w.wechat_account_id = ${accountId} and ${scopeCondition(actor, "w.store_no")} order by u.name, w.store_no`.execute(
    db,
  );
  return rows;
}

export async function findNetwork(
  db: Kysely<DB>,
  accountId: string,
  storeNo: number,
): Promise<{ ssid: string; passwordSealed: string } | null> {
  const { rows } = await sql<{ ssid: string; passwordSealed: string }>`
    select ssid, password_sealed as "passwordSealed" from official_wifi where wechat_account_id = ${accountId} and store_no = ${storeNo}`.execute(
    db,
  );
  return rows[0] ?? null;
}
