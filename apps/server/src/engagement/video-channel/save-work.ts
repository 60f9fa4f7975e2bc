import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters, loadUnit, seesWholeChain } from "../../organization/index.ts";
import type { CodeKind } from "../codes/vocabulary.ts";
import { dropLink, type LinkTarget, openLink } from "../content-links/open-link.ts";
import type { AccountDraft, WorkDraft, WorkEdit, WorkLeadDraft } from "./schemas.ts";
import { loadVideoAccount, loadWork } from "./store.ts";

/** Enters a video channel, or changes one. @throws Refusal `invalid_input`, `not_found`, `video_account_changed` */
export async function saveVideoAccount(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  draft: AccountDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<string> {
  if (at) await loadVideoAccount(tx, actor, at.id);
  const unit = await ownerOf(tx, actor, draft.unitId);
  const { rows: taken } = await sql`
    select from video_account where name = ${draft.name} and id is distinct from ${at?.id ?? null}::uuid`.execute(tx);
  if (taken.length > 0) throw invalid([{ path: "name", message: "已有同名的视频号" }]);
  const fields = sql`${draft.name}, ${draft.finderId}, ${unit.id}::uuid, ${draft.tone}, ${draft.themes}::text[], ${draft.titleMark}, ${draft.topics}::text[]`;
  const { rows } = at
    ? await sql<{ id: string }>`
        update video_account set (name, finder_id, org_unit_id, tone, themes, title_mark, topics) = row(${fields}), version = version + 1
        where id = ${at.id} and version = ${at.version} returning id`.execute(tx)
    : await sql<{ id: string }>`
        insert into video_account (name, finder_id, org_unit_id, tone, themes, title_mark, topics, created_at, created_by)
        values (${fields}, ${platform.clock.now()}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw conflict("video_account_changed", "这个视频号的设置刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: at ? "video_account.changed" : "video_account.created",
    subject: { kind: "video_account", id },
    orgPath: unit.path,
    detail: { ...draft },
  });
  return id;
}

async function ownerOf(tx: Tx, actor: Actor, unitId: string | null): Promise<{ id: string; path: string }> {
  if (unitId !== null) return loadUnit(tx, actor, unitId);
  if (seesWholeChain(actor)) return loadHeadquarters(tx);
  throw invalid([{ path: "unitId", message: "请选择这个视频号属于哪个组织" }]);
}

/** What a work must say of itself: pictures have no length, a video no number of pictures. */
function checkShape({ kind, seconds, pictures }: Pick<WorkDraft, "kind" | "seconds" | "pictures">): void {
  if (kind === "video" && pictures !== null) throw invalid([{ path: "pictures", message: "视频不填图片张数" }]);
  if (kind === "pictures" && seconds !== null) throw invalid([{ path: "seconds", message: "图片作品不填时长" }]);
}

/** Enters one work by hand. @throws Refusal `invalid_input`, `work_known` */
export async function addWork(tx: Tx, platform: Platform, actor: Actor, draft: WorkDraft): Promise<string> {
  checkShape(draft);
  const { path } = await loadVideoAccount(tx, actor, draft.accountId);
  const { rows } = await sql<{ id: string }>`
    insert into video_work (account_id, work_key, kind, title, topics, seconds, pictures, published_at, theme, cover_marked, is_activity,
      source, created_at, created_by)
    values (${draft.accountId}, to_char(${draft.publishedAt}::timestamptz at time zone ${platform.config.timeZone}, 'YYYY-MM-DD HH24:MI:SS')
      || ' ' || left(${draft.title}, 60), ${draft.kind}, ${draft.title}, ${draft.topics}::text[], ${draft.seconds}, ${draft.pictures},
      ${draft.publishedAt}::timestamptz, ${draft.theme}, ${draft.coverMarked}, ${draft.isActivity}, 'entered', ${platform.clock.now()}, ${actor.name})
    on conflict (account_id, work_key) do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw conflict("work_known", "这个时间已有同名作品");
  await audit(tx, actor, {
    action: "video_work.created",
    subject: { kind: "video_work", id },
    orgPath: path,
    detail: { title: draft.title, kind: draft.kind },
  });
  return id;
}

/** Says more of a work. @throws Refusal `not_found`, `work_changed` */
export async function editWork(tx: Tx, actor: Actor, id: string, edit: WorkEdit): Promise<void> {
  checkShape(edit);
  await loadWork(tx, actor, id);
  const { rows } = await sql`
    update video_work set title = ${edit.title}, kind = ${edit.kind}, topics = ${edit.topics}::text[], seconds = ${edit.seconds},
      pictures = ${edit.pictures}, published_at = ${edit.publishedAt}::timestamptz, theme = ${edit.theme}, cover_marked = ${edit.coverMarked},
      is_activity = ${edit.isActivity}, version = version + 1
    where id = ${id} and version = ${edit.version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("work_changed", "这条作品刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, { action: "video_work.changed", subject: { kind: "video_work", id }, detail: { ...edit } });
}

const contactCodes: readonly CodeKind[] = ["staff", "store", "place", "acquisition"];

/**
 * Says where a work leads, and opens its link; null takes it away. What came through a link that was replaced stays counted by the code,
 * not by the work. @throws Refusal `not_found`, `invalid_input`
 */
export async function leadWork(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  lead: WorkLeadDraft | null,
): Promise<void> {
  const work = await loadWork(tx, actor, id);
  if (lead?.to === "friend" || lead?.to === "group") await checkCode(tx, lead);
  await sql`update video_work set link_no = null, leads_to = null where id = ${id}`.execute(tx);
  if (work.linkNo !== null) await dropLink(tx, platform, work.linkNo);
  if (lead !== null) {
    const { no } = await openLink(tx, platform, actor, {
      name: work.title.slice(0, 60),
      target: targetOf(lead),
      unitId: work.unitId,
      channel: lead.to === "shop" ? "wechat_shop" : "official_account",
      material: "other",
      campaign: "视频号",
    });
    await sql`update video_work set link_no = ${no}, leads_to = ${lead.to} where id = ${id}`.execute(tx);
  }
  await sql`update video_work set version = version + 1 where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "video_work.led",
    subject: { kind: "video_work", id },
    detail: { before: work.leadsTo, after: lead },
  });
}

function targetOf(lead: WorkLeadDraft): LinkTarget {
  switch (lead.to) {
    case "friend":
    case "group":
      return { way: "code", codeId: lead.codeId };
    case "mini_program":
      return { way: "mini_program", appId: lead.appId, page: lead.page };
    case "article":
    case "shop":
      return { way: "web", url: lead.url };
  }
}

async function checkCode(tx: Tx, { to, codeId }: { readonly to: "friend" | "group"; readonly codeId: string }) {
  const { rows } = await sql<{ kind: CodeKind }>`select kind from live_code where id = ${codeId}`.execute(tx);
  const kind = rows[0]?.kind;
  const fits = kind !== undefined && (to === "friend" ? contactCodes.includes(kind) : kind === "group");
  if (!fits)
    throw invalid([
      {
        path: "codeId",
        message: to === "friend" ? "请选择加好友的活码（员工、门店、位置或获客链接）" : "请选择群活码",
      },
    ]);
}
