import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount } from "./account.ts";
import { listAccounts } from "./store.ts";

/** How long an account that was changed may still answer as it was. */
const KEEP_MS = 2_000;

/** Accounts by id without a query per callback. */
export function accountCache(platform: Platform): { find(id: string): Promise<WechatAccount | undefined> } {
  let known: Promise<ReadonlyMap<string, WechatAccount>> | undefined;
  let readAt = 0;
  return {
    async find(id) {
      if (!known || Date.now() - readAt > KEEP_MS) {
        readAt = Date.now();
        known = listAccounts(platform, platform.db).then(
          (list) => new Map(list.map((account) => [account.id, account])),
        );
        known.catch(() => {
          known = undefined;
        });
      }
      return (await known).get(id);
    },
  };
}
