import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { asked } from "../asked.ts";
import { requirePower } from "../kinds.ts";
import type { MenuPlan } from "../menus/rules.ts";
import { findOfficialAccount, natureOf } from "../profile.ts";
import { settleGroupJob } from "./settle.ts";

export interface GroupDraft {
  readonly name: string;
  /** A tag of ours whose members belong to the group; null = chosen by hand. */
  readonly followsTagNo: number | null;
}

/** The account's API, when its kind may use tags. @throws Refusal `account_kind_may_not` */
export async function tagApi(platform: Platform, accountId: string) {
  requirePower(await natureOf(platform.db, accountId), "followers");
  return weixinApi(platform, await findOfficialAccount(platform, accountId));
}

/** Makes a group of followers on the platform. @throws Refusal `platform_refused`, `invalid_input` */
export async function createGroup(
  platform: Platform,
  actor: Actor,
  accountId: string,
  draft: GroupDraft,
): Promise<number> {
  const api = await tagApi(platform, accountId);
  await requireTag(platform, draft);
  const { tag } = await asked(
    api.post<WeixinAnswer<"POST /cgi-bin/tags/create">>(
      "/cgi-bin/tags/create",
      { tag: { name: draft.name } },
      { repeatable: false },
    ),
  );
  await platform.db.transaction().execute(async (tx) => {
    await writeGroup(tx, platform, actor, accountId, tag.id, draft, 0);
    await told(tx, actor, "official_group.created", accountId, { tagId: tag.id, ...draft });
  });
  return tag.id;
}

/** Renames a group, or has it follow another tag. @throws Refusal `platform_refused`, `group_changed` */
export async function editGroup(
  platform: Platform,
  actor: Actor,
  accountId: string,
  tagId: number,
  { version, ...draft }: GroupDraft & { readonly version: number },
): Promise<void> {
  const api = await tagApi(platform, accountId);
  await requireTag(platform, draft);
  await asked(api.post("/cgi-bin/tags/update", { tag: { id: tagId, name: draft.name } }));
  await platform.db.transaction().execute(async (tx) => {
    await writeGroup(tx, platform, actor, accountId, tagId, draft, version);
    await told(tx, actor, "official_group.changed", accountId, { tagId, ...draft });
  });
}

/** Deletes a group; its followers stay. @throws Refusal `group_in_menu`, `platform_refused` */
export async function deleteGroup(platform: Platform, actor: Actor, accountId: string, tagId: number): Promise<void> {
  const { rows } = await sql<{ plans: MenuPlan[] }>`
    select array_remove(array[menu_draft, menu_published], null) as plans from official_account_profile
    where wechat_account_id = ${accountId}`.execute(platform.db);
  const used = rows[0]?.plans.some(({ conditional }) => conditional.some((set) => set.tagId === String(tagId)));
  if (used) throw conflict("group_in_menu", "这个分组有自己的菜单，请先删除它的个性化菜单并发布");
  await asked((await tagApi(platform, accountId)).post("/cgi-bin/tags/delete", { tag: { id: tagId } }));
  await platform.db.transaction().execute(async (tx) => {
    await sql`delete from official_group where wechat_account_id = ${accountId} and tag_id = ${tagId}`.execute(tx);
    await sql`update official_follower set tag_ids = array_remove(tag_ids, ${tagId}::int)
      where wechat_account_id = ${accountId} and tag_ids @> array[${tagId}::int]`.execute(tx);
    await told(tx, actor, "official_group.deleted", accountId, { tagId });
  });
}

async function writeGroup(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  accountId: string,
  tagId: number,
  { name, followsTagNo }: GroupDraft,
  version: number,
): Promise<void> {
  const { rows } = await sql`
    insert into official_group as g (wechat_account_id, tag_id, name, follows_tag_no, updated_by)
    select ${accountId}::uuid, ${tagId}::int, ${name}, ${followsTagNo}::int, ${actor.name}
    on conflict (wechat_account_id, tag_id) do update set name = excluded.name, follows_tag_no = excluded.follows_tag_no, settled_at = null,
      failure = null, version = g.version + 1, updated_at = now(), updated_by = excluded.updated_by
    where g.version = ${version} returning version`.execute(tx);
  if (rows.length === 0) throw conflict("group_changed", "这个分组刚被其他人修改过，请刷新后再改");
  if (followsTagNo !== null)
    await platform.jobs.enqueue(
      tx,
      settleGroupJob,
      { accountId, tagId },
      { key: `${settleGroupJob}:${accountId}:${tagId}` },
    );
}

async function requireTag({ db }: Platform, { followsTagNo }: GroupDraft): Promise<void> {
  if (followsTagNo === null) return;
  const { rows } = await sql`select from tag where tag_no = ${followsTagNo} and archived_at is null`.execute(db);
  if (rows.length === 0) throw invalid([{ path: "followsTagNo", message: "没有这个标签，或它已停用" }]);
}

const told = (tx: Tx, actor: Actor, action: string, accountId: string, detail: Record<string, unknown>) =>
  audit(tx, actor, { action, subject: { kind: "wechat_account", id: accountId }, detail });
