import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { Material } from "../codes/vocabulary.ts";
import { dropLink, openLink } from "../content-links/open-link.ts";
import type { LeadDraft, PlacementDraft, PlacementEdit } from "./schemas.ts";
import { type AccountRow, loadAccount, loadPlacement, loadWave, type PlacementRow } from "./store.ts";
import { type PlacementForm, waysWithoutLink } from "./vocabulary.ts";

/** Plans something to be published, with the link that leads back. @throws Refusal `invalid_input`, `not_found` */
export async function addPlacement(tx: Tx, platform: Platform, actor: Actor, draft: PlacementDraft): Promise<string> {
  const account = await loadAccount(tx, actor, draft.accountId);
  const wave = draft.waveId === null ? null : await loadWave(tx, actor, draft.waveId);
  await requireGoods(tx, draft.skus);
  const linkNo = draft.lead === null ? null : await openLead(tx, platform, actor, account, draft, draft.lead);
  const { rows } = await sql<{ id: string }>`
    insert into outside_placement (account_no, wave_no, form, title, body, creator, creator_tier, skus, planned_on, way, link_no, created_at, created_by)
    values (${account.no}, ${wave?.no ?? null}, ${draft.form}, ${draft.title}, ${draft.body}, ${draft.creator}, ${draft.creatorTier},
      ${draft.skus}::text[], ${draft.plannedOn}, ${draft.lead?.way ?? null}, ${linkNo}, ${platform.clock.now()}, ${actor.name}) returning id`.execute(
    tx,
  );
  const id = rows[0]?.id as string;
  const { body: _, ...after } = draft;
  await audit(tx, actor, {
    action: "outside_placement.created",
    subject: { kind: "outside_placement", id },
    orgPath: account.path,
    detail: { after },
  });
  return id;
}

/**
 * Changes what is planned or published. A new way opens a new link; of who came by the old one no more is counted for it.
 *
 * @throws Refusal `invalid_input`, `not_found`, `outside_placement_changed`
 */
export async function editPlacement(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { version, lead, ...edit }: PlacementEdit,
): Promise<void> {
  const before = await loadPlacement(tx, actor, id);
  const wave = edit.waveId === null ? null : await loadWave(tx, actor, edit.waveId);
  await requireGoods(tx, edit.skus);
  const { rows } = await sql`
    update outside_placement set wave_no = ${wave?.no ?? null}, form = ${edit.form}, title = ${edit.title}, body = ${edit.body},
      creator = ${edit.creator}, creator_tier = ${edit.creatorTier}, skus = ${edit.skus}::text[], planned_on = ${edit.plannedOn}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("outside_placement_changed", "这条内容刚被其他人修改过，请刷新后再改");
  if (lead !== undefined) await changeLead(tx, platform, actor, before, edit, lead);
  const { title, form, creator, plannedOn, way } = before;
  await audit(tx, actor, {
    action: "outside_placement.changed",
    subject: { kind: "outside_placement", id },
    orgPath: before.path,
    detail: {
      before: { title, form, creator, plannedOn, way },
      after: { title: edit.title, form: edit.form, creator: edit.creator, plannedOn: edit.plannedOn, lead },
    },
  });
}

async function changeLead(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  before: PlacementRow,
  edit: { readonly title: string; readonly form: PlacementForm },
  lead: LeadDraft | null,
): Promise<void> {
  if (before.linkNo !== null && before.state !== "planned")
    throw invalid([
      { path: "lead", message: "已经发布，链接换了以前来的人就数不到这条里；请另建一条内容，再结束这一条" },
    ]);
  await sql`update outside_placement set way = null, link_no = null where no = ${before.no}`.execute(tx);
  if (before.linkNo !== null) await dropLink(tx, platform, before.linkNo);
  if (lead === null) return;
  const linkNo = await openLead(tx, platform, actor, before, edit, lead);
  await sql`update outside_placement set way = ${lead.way}, link_no = ${linkNo} where no = ${before.no}`.execute(tx);
}

/** Takes away what was planned by mistake, with its link. @throws Refusal `not_found`, `outside_placement_published` */
export async function dropPlacement(tx: Tx, platform: Platform, actor: Actor, id: string): Promise<void> {
  const { no, state, linkNo, path, title } = await loadPlacement(tx, actor, id);
  const { rows } = await sql`delete from outside_placement where no = ${no} and state = 'planned' returning no`.execute(
    tx,
  );
  if (state !== "planned" || rows.length === 0)
    throw conflict("outside_placement_published", "已经发布的内容不能删除，可以结束它，数据会留着");
  if (linkNo !== null) await dropLink(tx, platform, linkNo);
  await audit(tx, actor, {
    action: "outside_placement.deleted",
    subject: { kind: "outside_placement", id },
    orgPath: path,
    detail: { title },
  });
}

/** The link of a placement's way; null for a way that no link can follow. */
async function openLead(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  account: Pick<AccountRow, "unitId">,
  { title, form }: { readonly title: string; readonly form: PlacementForm },
  { way, target }: LeadDraft,
): Promise<number | null> {
  if (waysWithoutLink.includes(way)) {
    if (target === null) return null;
    throw invalid([{ path: "lead.target", message: "引导搜品牌词没有链接，去处留空" }]);
  }
  if (target === null) throw invalid([{ path: "lead.target", message: "请选择带到哪里，才数得出谁来了" }]);
  const { no } = await openLink(tx, platform, actor, {
    name: title.slice(0, 60),
    target,
    unitId: account.unitId,
    channel: "ecommerce",
    material: materialOf(form, way),
    campaign: "公域平台",
  });
  return no;
}

function materialOf(form: PlacementForm, way: LeadDraft["way"]): Material {
  if (way === "parcel_card") return "parcel_card";
  return form === "live" ? "live" : form === "in_site_ad" ? "ad" : "other";
}

export async function requireGoods(tx: Tx, skus: readonly string[]): Promise<void> {
  if (skus.length === 0) return;
  const { rows } = await sql<{ sku: string }>`
    select sku from unnest(${[...skus]}::text[]) sku where not exists (select from product p where p.sku = sku.sku)`.execute(
    tx,
  );
  if (rows.length > 0)
    throw invalid([{ path: "skus", message: `没有这些商品：${rows.map(({ sku }) => sku).join("、")}` }]);
}
