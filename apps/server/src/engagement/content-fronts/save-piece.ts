import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { dropLink, openLink } from "../content-links/open-link.ts";
import { type FrontCode, frontOf } from "./fronts.ts";
import { variantProblems } from "./rules.ts";
import type { PieceDraft, Placement, VariantDraft } from "./schemas.ts";
import { listVariants, loadPiece, loadVariant, type PieceRow } from "./store.ts";

type Entered = Pick<Platform, "clock">;

/** Writes a piece of content, or changes one; where it leads changes behind the links that stand already. @throws Refusal `invalid_input`, `content_changed` */
export async function savePiece(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  draft: PieceDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<string> {
  await checkProducts(tx, draft.skus);
  const before = at && (await loadPiece(tx, at.id));
  const fields = sql`${draft.title}, ${draft.theme}, ${draft.facts}, ${draft.skus}::text[], ${draft.targetUrl}`;
  const { rows } = at
    ? await sql<{ id: string }>`
        update content_piece set (title, theme, facts, skus, target_url) = row(${fields}), version = version + 1
        where id = ${at.id} and version = ${at.version} returning id`.execute(tx)
    : await sql<{ id: string }>`
        insert into content_piece (title, theme, facts, skus, target_url, created_at, created_by)
        values (${fields}, ${platform.clock.now()}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw conflict("content_changed", "这份内容刚被其他人修改过，请刷新后再改");
  if (before && before.targetUrl !== draft.targetUrl) await leadElsewhere(tx, platform, actor, before, draft.targetUrl);
  await audit(tx, actor, {
    action: at ? "content_piece.changed" : "content_piece.created",
    subject: { kind: "content_piece", id },
    detail: { ...draft },
  });
  return id;
}

async function checkProducts(tx: Tx, skus: readonly string[]): Promise<void> {
  const { rows } = await sql<{ sku: string }>`select sku from product where sku = any(${[...skus]}::text[])`.execute(
    tx,
  );
  const known = new Set(rows.map(({ sku }) => sku));
  const unknown = skus.flatMap((sku, index) =>
    known.has(sku) ? [] : [{ path: `skus.${index}`, message: `没有商品 ${sku}` }],
  );
  if (unknown.length > 0) throw invalid(unknown);
}

async function leadElsewhere(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  piece: PieceRow,
  url: string | null,
): Promise<void> {
  const variants = await listVariants(tx, [piece.id]);
  if (url === null && variants.some(({ linkNo }) => linkNo !== null))
    throw invalid([{ path: "targetUrl", message: "已有版本带着它的链接，链接只能换地址，不能去掉" }]);
  await sql`
    update live_code c set target_url = ${url}, version = c.version + 1 from content_link l join content_variant v on v.link_no = l.no
    where c.id = l.code_id and v.piece_id = ${piece.id}`.execute(tx);
  for (const { front, linkNo } of variants)
    if (linkNo === null && url !== null)
      await openVariantLink(tx, platform, actor, { ...piece, targetUrl: url }, front);
}

async function openVariantLink(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { id, title, targetUrl }: PieceRow,
  front: FrontCode,
): Promise<void> {
  if (targetUrl === null) return;
  const { label, link } = frontOf(front);
  const { no } = await openLink(tx, platform, actor, {
    name: `${title.slice(0, 48)} · ${label}`,
    target: { way: "web", url: targetUrl },
    channel: link.channel,
    material: link.material,
    campaign: title.slice(0, 40),
  });
  await sql`update content_variant set link_no = ${no} where piece_id = ${id} and front = ${front}`.execute(tx);
}

/**
 * Writes what a front makes of a piece, with a link of its own; what went out stays as it went.
 * @throws Refusal `invalid_input`, `content_changed`, `content_out`
 */
export async function saveVariant(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  pieceId: string,
  front: FrontCode,
  draft: VariantDraft & { readonly version: number },
): Promise<void> {
  const piece = await lockPiece(tx, pieceId);
  const problems = variantProblems(front, draft);
  if (problems.length > 0) throw invalid(problems);
  const before = (await listVariants(tx, [pieceId])).find((each) => each.front === front);
  if ((before?.version ?? 0) !== draft.version) throw conflict("content_changed", "这一端刚被其他人改过，请刷新后再改");
  if (before?.outAt) throw conflict("content_out", "这一端已经发出，不能再改；换个说法请写一份新内容");
  await sql`
    insert into content_variant (piece_id, front, headline, body, planned_at, written_at, written_by)
    values (${pieceId}, ${front}, ${draft.headline}, ${draft.body}, ${draft.plannedAt}::timestamptz, ${platform.clock.now()}, ${actor.name})
    on conflict (piece_id, front) do update set headline = excluded.headline, body = excluded.body, planned_at = excluded.planned_at,
      written_at = excluded.written_at, written_by = excluded.written_by, version = content_variant.version + 1`.execute(
    tx,
  );
  if (!before) await openVariantLink(tx, platform, actor, piece, front);
  await auditVariant(tx, actor, "content_variant.saved", pieceId, {
    front,
    before: before?.body ?? null,
    after: draft.body,
  });
}

/** Takes away what a front made of a piece; its link ends. @throws Refusal `not_found`, `content_out` */
export async function dropVariant(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  pieceId: string,
  front: FrontCode,
): Promise<void> {
  await lockPiece(tx, pieceId);
  const { outAt, linkNo, body } = await loadVariant(tx, pieceId, front);
  if (outAt) throw conflict("content_out", "这一端已经发出，删掉会丢掉它的结果");
  await sql`delete from content_variant where piece_id = ${pieceId} and front = ${front}`.execute(tx);
  if (linkNo !== null) await dropLink(tx, platform, linkNo);
  await auditVariant(tx, actor, "content_variant.deleted", pieceId, { front, body });
}

/** Says that people published a variant themselves, when and where. @throws Refusal `not_found`, `invalid_input`, `content_out` */
export async function placeVariant(
  tx: Tx,
  platform: Entered,
  actor: Actor,
  pieceId: string,
  front: FrontCode,
  placement: Placement,
): Promise<void> {
  await lockPiece(tx, pieceId);
  const { outboundId } = await loadVariant(tx, pieceId, front);
  if (outboundId !== null) throw conflict("content_out", "这一端已经通过群发发出");
  if (new Date(placement.at) > platform.clock.now())
    throw invalid([{ path: "at", message: "发布时间不能晚于现在；还没发布请填计划时间" }]);
  if (placement.workId !== null && front !== "video")
    throw invalid([{ path: "workId", message: "只有视频号作品这一端能选作品" }]);
  if (placement.workId !== null) {
    const { rows } = await sql`select from video_work where id = ${placement.workId}`.execute(tx);
    if (rows.length === 0) throw invalid([{ path: "workId", message: "没有这条作品" }]);
  }
  await sql`
    update content_variant set placed_at = ${placement.at}::timestamptz, address = ${placement.address}, work_id = ${placement.workId}::uuid,
      version = version + 1 where piece_id = ${pieceId} and front = ${front}`.execute(tx);
  await auditVariant(tx, actor, "content_variant.placed", pieceId, { front, ...placement });
}

/** Puts a piece away; what went out, and what it brought, stays counted. */
export async function archivePiece(tx: Tx, platform: Entered, actor: Actor, pieceId: string): Promise<void> {
  const { title } = await lockPiece(tx, pieceId);
  await sql`update content_piece set archived_at = ${platform.clock.now()} where id = ${pieceId}`.execute(tx);
  await audit(tx, actor, {
    action: "content_piece.archived",
    subject: { kind: "content_piece", id: pieceId },
    detail: { title },
  });
}

/** One at a time: variants of a piece are compared with each other. */
async function lockPiece(tx: Tx, pieceId: string): Promise<PieceRow> {
  await sql`select from content_piece where id = ${pieceId} for update`.execute(tx);
  return loadPiece(tx, pieceId);
}

async function auditVariant(tx: Tx, actor: Actor, action: string, pieceId: string, detail: object): Promise<void> {
  await audit(tx, actor, { action, subject: { kind: "content_piece", id: pieceId }, detail: { ...detail } });
}
