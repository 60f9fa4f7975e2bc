import { sql } from "kysely";
import { Refusal } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { type SignedIn, signInOutside } from "../../../organization/index.ts";
import { type WechatAccount, WechatRefusal } from "../../wechat/index.ts";
import { wecomApi } from "../wecom-api.ts";

/**
 * Signs the member in whom WeCom's code names: the code is worth one question, the member must stand for somebody of our staff.
 *
 * @throws Refusal `wecom_code_refused`, `wecom_unavailable`, `wecom_not_member`, `wecom_not_mapped`, `staff_inactive`
 */
export async function signInByCode(
  platform: Platform,
  account: WechatAccount,
  code: string,
  from: Parameters<typeof signInOutside>[3],
): Promise<SignedIn> {
  const userid = await memberOf(platform, account, code);
  const { rows } = await sql<{ staff_id: string | null }>`
    select staff_id from wecom_member
    where corp_id = ${account.accountId} and lower(userid) = lower(${userid}) and left_at is null`.execute(platform.db);
  const staffId = rows[0]?.staff_id;
  if (!staffId)
    throw refusal("wecom_not_mapped", "你的企业微信账号还没有对应到员工，请联系管理员在“企业微信同步”里对应");
  return signInOutside(platform, staffId, "wecom", from);
}

async function memberOf(platform: Platform, account: WechatAccount, code: string): Promise<string> {
  try {
    const answer = await wecomApi(platform, account).get<{ userid?: string }>("/cgi-bin/auth/getuserinfo", { code });
    if (!answer.userid) throw refusal("wecom_not_member", "你不是这家企业的成员，或不在应用的可见范围内");
    return answer.userid;
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    if ([40029, 42022].includes(error.errcode))
      throw refusal("wecom_code_refused", "这次登录已失效（5 分钟内有效，只能用一次），请重新登录");
    throw refusal("wecom_unavailable", `企业微信没有应答这次登录：${error.cause}`, error.remedy);
  }
}

function refusal(code: string, title: string, detail?: string): Refusal {
  return new Refusal({ code, status: 403, title, detail });
}
