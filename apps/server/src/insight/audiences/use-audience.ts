import { type RawBuilder, type SqlBool, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { requireAudience } from "./store.ts";

/** SQL: the member `m` was chosen for an audience that is meant for WeCom; nobody is where it is meant for another company. */
export function inWecomAudience(audienceId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from audience_member am join audience a on a.id = am.audience_id
    where am.audience_id = ${audienceId}::uuid and am.member_no = m.member_no and am.part = 'sent' and a.target = 'wecom')`;
}

/**
 * Notes that a message went to an audience: from the first time on, what its members do is compared with who was held out.
 *
 * @throws Refusal `not_found`
 */
export async function noteAudienceUsed(
  tx: Tx,
  { clock }: Pick<Platform, "clock">,
  actor: Actor,
  audienceId: string,
  message: { readonly title: string; readonly members: number },
): Promise<void> {
  const audience = await requireAudience(tx, actor, audienceId, true);
  if (audience.target !== "wecom") throw notFound("这个人群包");
  await sql`update audience set downloaded_at = coalesce(downloaded_at, ${clock.now()}::timestamptz) where id = ${audienceId}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "audience.messaged",
    subject: { kind: "audience", id: audienceId },
    orgPath: audience.orgPath,
    detail: { name: audience.name, purpose: audience.purpose, ...message },
  });
}
