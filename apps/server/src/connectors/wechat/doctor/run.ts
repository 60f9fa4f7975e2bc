import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount } from "../accounts/account.ts";
import type { ExaminationOptions, Examiner, Finding } from "./finding.ts";

/** What was found when an account was last looked over. */
export interface Examination {
  readonly examinedAt: Date;
  readonly examinedBy: string;
  readonly findings: readonly Finding[];
}

/** Looks an account over and keeps what was found for the page. */
export async function examineAccount(
  platform: Platform,
  actor: Actor,
  examiners: readonly Examiner[],
  account: WechatAccount,
  options: ExaminationOptions = { now: Date.now },
): Promise<Examination> {
  const examiner = examiners.find(({ platforms }) => platforms.includes(account.platform));
  const findings: Finding[] = account.enabled
    ? ((await examiner?.examine(platform, account, options)) ?? [])
    : [
        {
          check: "enabled",
          name: "启用",
          state: "failed",
          detail: "这个账号已停用",
          cause: "停用后不收回调、不调用接口",
          remedy: "在账号设置里重新启用",
          field: "enabled",
        },
      ];
  const examination = { examinedAt: new Date(options.now()), examinedBy: actor.name, findings };
  await platform.db.transaction().execute(async (tx) => {
    await sql`
      insert into wechat_examination (wechat_account_id, examined_at, examined_by, findings)
      values (${account.id}, ${examination.examinedAt}, ${actor.name}, ${JSON.stringify(findings)}::jsonb)
      on conflict (wechat_account_id) do update set examined_at = excluded.examined_at,
        examined_by = excluded.examined_by, findings = excluded.findings`.execute(tx);
    await audit(tx, actor, {
      action: "wechat_account.examined",
      subject: { kind: "wechat_account", id: account.id },
      detail: { failed: findings.filter(({ state }) => state === "failed").map(({ check }) => check) },
    });
  });
  return examination;
}

export async function lastExamination({ db }: Platform, accountId: string): Promise<Examination | null> {
  const { rows } = await sql<Examination>`
    select examined_at as "examinedAt", examined_by as "examinedBy", findings from wechat_examination
    where wechat_account_id = ${accountId}`.execute(db);
  return rows[0] ?? null;
}
