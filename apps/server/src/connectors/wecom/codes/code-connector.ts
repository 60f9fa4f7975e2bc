import { type Kysely, sql } from "kysely";
import type { CodeConnector, CodePlatform, Room } from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { listAccounts } from "../../wechat/index.ts";
import { wecomApi } from "../wecom-api.ts";
import { signInAddress, visitorOf } from "./web-visitor.ts";
import { wecomCodes } from "./wecom-codes.ts";

/** Codes on WeCom: contact ways and join ways of the first enabled app. */
export function wecomCodeConnector(platform: Platform): CodeConnector {
  return {
    async open(): Promise<CodePlatform | null> {
      const account = await appAccount(platform);
      return account ? wecomCodes(wecomApi(platform, account)) : null;
    },
    async staffKeys(tx, staffIds) {
      const { rows } = await sql<{ staffId: string; userid: string }>`
        select distinct on (m.staff_id) m.staff_id as "staffId", m.userid from wecom_member m
        where m.staff_id = any(${staffIds}::uuid[]) and m.status = 1 and m.serves and m.left_at is null
        order by m.staff_id, m.userid`.execute(tx);
      return new Map(rows.map(({ staffId, userid }) => [staffId, userid]));
    },
    rooms,
    signInAddress: (returnTo, nonce) => signInAddress(platform, returnTo, nonce),
    visitorOf: (code) => visitorOf(platform, code),
  };
}

async function appAccount(platform: Platform) {
  const accounts = await listAccounts(platform, platform.db, { platform: "wecom", enabledOnly: true });
  return accounts.find(({ purpose }) => purpose === "app");
}

async function rooms(
  tx: Kysely<DB>,
  { keys, q }: { readonly keys?: readonly string[]; readonly q?: string },
): Promise<Room[]> {
  const like = `%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<Room>`
    select chat_key as key, name, store_no as "storeNo", staff_count + customer_count as people, dismissed_at is not null as dismissed
    from customer_group where platform = 'wecom' and (${keys === undefined} or chat_key = any(${keys ?? []}::text[]))
      and (${keys !== undefined} or dismissed_at is null) and (${q === undefined} or name ilike ${like})
    order by opened_at, chat_key`.execute(tx);
  return rows;
}
