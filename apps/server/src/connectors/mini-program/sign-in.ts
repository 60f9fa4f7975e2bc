import { createHash } from "node:crypto";
import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { askWithSecret } from "../weixin/weixin-api.ts";
import { asked, miniProgramByAppId } from "./account.ts";

export interface SignedIn {
  readonly openid: string;
  readonly memberNo: number;
  /** Nobody knew this person before. */
  readonly isNew: boolean;
  /** Registered with a phone in this mini program. */
  readonly registered: boolean;
}

const source = "mini_program";

/**
 * Takes the code of `wx.login` and answers who it is: openid of the mini program and unionid, tied to one member (ID-02). The session key
 * stays here. @throws Refusal `mini_program_code_spent`, `platform_refused`
 */
export async function signIn(
  platform: Platform,
  request: { readonly appId: string; readonly code: string; readonly scene: string; readonly storeNo: number | null },
): Promise<SignedIn> {
  const account = await miniProgramByAppId(platform, request.appId);
  const session = await asked(
    askWithSecret<WeixinAnswer<"GET /sns/jscode2session">>(account, "GET", "/sns/jscode2session", {
      appid: account.accountId,
      secret: account.secrets.secret,
      js_code: request.code,
      grant_type: "authorization_code",
    }),
    "登录凭证只能用一次、5 分钟内有效，请重新调用 wx.login",
  );
  const now = new Date();
  return platform.db.transaction().execute(async (tx) => {
    const [member] = await resolveMembers(tx, platform, [
      {
        identifiers: [
          { kind: "openid", scope: account.accountId, value: session.openid },
          ...(session.unionid ? [{ kind: "unionid" as const, value: session.unionid }] : []),
        ],
        occurredAt: now,
        source,
        storeNo: request.storeNo,
        channel: source,
      },
    ]);
    if (!member || member.originNo === null || member.memberNo === null)
      throw conflict("identity_refused", "这个微信身份被身份规则拦下，请到“身份合并”里查看");
    const { originNo, memberNo, isNew } = member;
    const { rows } = await sql<{ registered: boolean }>`
      insert into mini_program_user as u (wechat_account_id, openid, origin_no, member_no, session_key_sealed, first_scene)
      values (${account.id}, ${session.openid}, ${originNo}, ${memberNo}, ${platform.cipher.seal(session.session_key)}, ${request.scene})
      on conflict (wechat_account_id, openid) do update set origin_no = excluded.origin_no, member_no = excluded.member_no,
        session_key_sealed = excluded.session_key_sealed, last_seen_at = now()
      returning registered_at is not null as registered`.execute(tx);
    await appendEvents(tx, [
      {
        source,
        eventId: `signed_in:${createHash("sha256").update(`${account.accountId}:${request.code}`).digest("hex").slice(0, 32)}`,
        type: "member.signed_in",
        originNo,
        memberNo,
        occurredAt: now,
        storeNo: request.storeNo,
        channel: source,
        properties: { method: "wx_login" },
      },
    ]);
    return { openid: session.openid, memberNo, isNew, registered: rows[0]?.registered ?? false };
  });
}
