import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatRefusal } from "./refusal.ts";

/** Adds a refused call to what the operator sees; never fails the caller. */
export async function recordRefusal({ db, log }: Platform, accountId: string, refusal: WechatRefusal): Promise<void> {
  try {
    await sql`
      insert into wechat_refusal as r (wechat_account_id, path, errcode, last_message)
      values (${accountId}, ${refusal.path}, ${refusal.errcode}, ${refusal.message.slice(0, 500)})
      on conflict (wechat_account_id, path, errcode)
        do update set times = r.times + 1, last_at = now(), last_message = excluded.last_message`.execute(db);
  } catch (error) {
    log.warn({ err: error, path: refusal.path }, "a refused call could not be recorded");
  }
}
