import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { findMiniProgram } from "../account.ts";
import type { MiniProgramRole } from "./rules.ts";

/** Says what a mini program is for. @throws Refusal `not_found`, `mini_program_changed` */
export async function saveRole(
  platform: Platform,
  actor: Actor,
  accountId: string,
  { role, version }: { readonly role: MiniProgramRole; readonly version: number },
): Promise<void> {
  const account = await findMiniProgram(platform, accountId);
  const at = platform.clock.now();
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ before: string | null }>`
      insert into mini_program_profile as p (wechat_account_id, role, updated_at, updated_by)
      select ${account.id}::uuid, ${role}, ${at}::timestamptz, ${actor.name} where ${version}::int = 0
        or exists (select from mini_program_profile where wechat_account_id = ${account.id})
      on conflict (wechat_account_id) do update set role = excluded.role, version = p.version + 1, updated_at = excluded.updated_at,
        updated_by = excluded.updated_by where p.version = ${version} returning old.role as before`.execute(tx);
    if (!rows[0]) throw conflict("mini_program_changed", "这个小程序的角色刚被其他人修改过，请刷新后再改");
    await audit(tx, actor, {
      action: "mini_program.role_set",
      subject: { kind: "wechat_account", id: account.id },
      detail: { name: account.name, before: rows[0].before, after: role },
    });
  });
}
