import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { weixinApi } from "../weixin/weixin-api.ts";
import { asked, findMiniProgram } from "./account.ts";

/** Characters that a scene may have: wechat-api.md §2.3. */
export const scenePattern = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/** A code with a scene, for print or screens: PNG. The same scene stands for the same page for good. @throws Refusal */
export async function makeCode(
  platform: Platform,
  actor: Actor,
  code: {
    readonly accountId: string;
    readonly scene: string;
    readonly page: string;
    readonly name: string;
    readonly width: number;
  },
): Promise<Buffer> {
  const account = await findMiniProgram(platform, code.accountId);
  const picture = await asked(
    weixinApi(platform, account).picture("/wxa/getwxacodeunlimit", {
      scene: code.scene,
      width: code.width,
      ...(code.page && { page: code.page.replace(/^\//, "") }),
    }),
  );
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ page: string }>`
      insert into mini_program_code as c (wechat_account_id, scene, page, name, created_by)
      values (${account.id}, ${code.scene}, ${code.page}, ${code.name}, ${actor.name})
      on conflict (wechat_account_id, scene) do update set name = excluded.name where c.page = excluded.page returning page`.execute(
      tx,
    );
    if (rows.length === 0) throw conflict("scene_taken", "这个场景值已用于另一个页面，请换一个场景值");
    await audit(tx, actor, {
      action: "mini_program_code.made",
      subject: { kind: "mini_program_code", id: code.scene },
      detail: { appId: account.accountId, page: code.page, name: code.name },
    });
  });
  return picture;
}
