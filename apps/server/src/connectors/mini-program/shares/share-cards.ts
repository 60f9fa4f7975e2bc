import type { ShareCards } from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { listAccounts } from "../../wechat/index.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { asked, miniProgramByAppId } from "../account.ts";
import { openings, spanParams } from "../visits/facts.ts";
import { sceneOfShare } from "../visits/rules.ts";
import { shareByStaff } from "./share-page.ts";

/** Cards of mini program pages for the guides' workbench (IN-23). */
export function miniProgramCards(platform: Platform): ShareCards {
  return {
    async programs() {
      const accounts = await listAccounts(platform, platform.db, { platform: "mini_program", enabledOnly: true });
      return accounts.map(({ accountId, name }) => ({ appId: accountId, name }));
    },
    async picture(staffId, { appId, page, title }) {
      const account = await miniProgramByAppId(platform, appId);
      const key = await platform.db
        .transaction()
        .execute((tx) => shareByStaff(tx, platform, account, staffId, { page, title }));
      const body = { scene: sceneOfShare(key), page, width: 560 };
      return asked(weixinApi(platform, account).picture("/wxa/getwxacodeunlimit", body));
    },
    async brought(staffNo, from, to) {
      const [row] = await platform.clickhouse.rows<{ visits: number; newMembers: number }>(
        `select count() as visits, uniqExactIf(member_no, is_new_member) as "newMembers"
         from (${openings("start", "1")}) where sharer_staff = {staff:UInt32}`,
        { ...spanParams(platform, { from, to, stores: "all" }, 0), staff: staffNo },
        { timeoutMs: 30_000 },
      );
      return row ?? { visits: 0, newMembers: 0 };
    },
  };
}
