import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { type MemberRow, upsertMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { weixinApi } from "../weixin/weixin-api.ts";
import { asked, miniProgramByAppId } from "./account.ts";

export interface Registration {
  readonly appId: string;
  /** Of somebody who signed in. */
  readonly openid: string;
  /** Of the button that authorises the phone. */
  readonly phoneCode: string;
  readonly storeNo: number | null;
  /** Code or campaign that led here. */
  readonly sourceCode?: string;
  readonly consents: NonNullable<MemberRow["consents"]>;
}

const source = "mini_program";

/**
 * One-tap registration (ID-03): the phone that its owner authorised joins what is known of the person anywhere (ID-01). Again by the same
 * person registers nobody twice. @throws Refusal `mini_program_code_spent`, `platform_refused`, `not_found`
 */
export async function register(
  platform: Platform,
  request: Registration,
): Promise<{ readonly memberNo: number; readonly isNew: boolean }> {
  const account = await miniProgramByAppId(platform, request.appId);
  const { rows } = await sql`
    select from mini_program_user where wechat_account_id = ${account.id} and openid = ${request.openid}`.execute(
    platform.db,
  );
  if (rows.length === 0) throw notFound("登录记录，请先登录小程序");
  const { phone_info: phone } = await asked(
    weixinApi(platform, account).post<WeixinAnswer<"POST /wxa/business/getuserphonenumber">>(
      "/wxa/business/getuserphonenumber",
      { code: request.phoneCode, openid: request.openid },
      { repeatable: false },
    ),
    "手机号凭证只能用一次、5 分钟内有效，请重新点击授权按钮",
  );
  const now = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const [member] = await upsertMembers(tx, platform, [
      {
        identifiers: [
          { kind: "phone", value: phone.countryCode === "86" ? phone.purePhoneNumber : phone.phoneNumber },
          { kind: "openid", scope: account.accountId, value: request.openid },
        ],
        registeredAt: now,
        storeNo: request.storeNo,
        channel: source,
        consents: request.consents,
        source,
        observedAt: now,
      },
    ]);
    if (!member || member.originNo === null || member.memberNo === null)
      throw conflict("phone_refused", "这个手机号不能用于注册，请换一个手机号");
    const { originNo, memberNo, isNew } = member;
    await sql`
      update mini_program_user set registered_at = coalesce(registered_at, ${now}), origin_no = ${originNo}, member_no = ${memberNo}
      where wechat_account_id = ${account.id} and openid = ${request.openid}`.execute(tx);
    await appendEvents(tx, [
      {
        source,
        eventId: `registered:${account.accountId}:${request.openid}`,
        type: "member.registered",
        originNo,
        memberNo,
        occurredAt: now,
        storeNo: request.storeNo,
        channel: source,
        properties: { method: "one_tap_phone", ...(request.sourceCode && { sourceCode: request.sourceCode }) },
      },
    ]);
    return { memberNo, isNew };
  });
}
