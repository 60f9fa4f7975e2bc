import { createHash } from "node:crypto";
import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { resolveMembers } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { askWithSecret } from "../weixin/weixin-api.ts";
import { asked, miniProgramByAppId } from "./account.ts";
import { recordVisit } from "./visits/record-visit.ts";
import { readLaunch } from "./visits/rules.ts";

export interface SignedIn {
  readonly openid: string;
  readonly memberNo: number;
  /** Nobody knew this person before. */
  readonly isNew: boolean;
  /** Registered with a phone in this mini program. */
  readonly registered: boolean;
  /** Of the opening that began with this sign-in; goes along with the question for the home page. */
  readonly visitId: string;
}

export interface SignInRequest {
  readonly appId: string;
  readonly code: string;
  /** The platform's scene value, or the scene of the code that was scanned. */
  readonly scene: string;
  readonly mark?: string | undefined;
  readonly shareKey?: string | undefined;
  readonly fromAppId?: string | undefined;
  readonly storeNo: number | null;
}

const source = "mini_program";

/**
 * Takes the code of `wx.login` and answers who it is: openid of the mini program and unionid, tied to one member (ID-02). The session key
 * stays here. @throws Refusal `mini_program_code_spent`, `platform_refused`
 */
export async function signIn(platform: Platform, request: SignInRequest): Promise<SignedIn> {
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
  const now = platform.clock.now();
  const visitId = createHash("sha256").update(`${account.accountId}:${request.code}`).digest("hex").slice(0, 32);
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
    const user = await keepUser(tx, platform, account.id, { ...request, session, member: { originNo, memberNo }, now });
    await appendEvents(tx, [
      {
        source,
        eventId: `signed_in:${visitId}`,
        type: "member.signed_in",
        originNo,
        memberNo,
        occurredAt: now,
        storeNo: request.storeNo,
        channel: source,
        properties: { method: "wx_login" },
      },
    ]);
    await recordVisit(
      tx,
      account,
      { openid: session.openid, originNo, memberNo },
      {
        ...readLaunch(request),
        visitId,
        at: now,
        storeNo: request.storeNo,
        fromAppId: request.fromAppId,
        isFirst: user.isFirst,
        isNewMember: isNew,
      },
    );
    return { openid: session.openid, memberNo, isNew, registered: user.registered, visitId };
  });
}

/** The person as a user of this mini program; a merge meanwhile changes to whom the row belongs. */
async function keepUser(
  tx: Tx,
  { cipher }: Platform,
  accountId: string,
  {
    session,
    member,
    scene,
    now,
  }: {
    readonly session: { readonly openid: string; readonly session_key: string };
    readonly member: { readonly originNo: number; readonly memberNo: number };
    readonly scene: string;
    readonly now: Date;
  },
): Promise<{ readonly registered: boolean; readonly isFirst: boolean }> {
  const { rows } = await sql<{ registered: boolean; isFirst: boolean }>`
    insert into mini_program_user as u (wechat_account_id, openid, origin_no, member_no, session_key_sealed, first_scene, first_seen_at, last_seen_at)
    values (${accountId}, ${session.openid}, ${member.originNo}, ${member.memberNo}, ${cipher.seal(session.session_key)}, ${scene}, ${now}, ${now})
    on conflict (wechat_account_id, openid) do update set origin_no = excluded.origin_no, member_no = excluded.member_no,
      session_key_sealed = excluded.session_key_sealed, last_seen_at = excluded.last_seen_at
    returning registered_at is not null as registered, old.openid is null as "isFirst"`.execute(tx);
  return rows[0] ?? { registered: false, isFirst: false };
}
