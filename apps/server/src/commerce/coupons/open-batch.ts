import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { PaymentRefused } from "../payments/port.ts";
import type { CouponIssuer } from "./port.ts";
import { type BatchKind, type CouponReminder, nameBytes } from "./rules.ts";
import { findBatch, lockBatch } from "./store.ts";

export interface BatchDraft {
  readonly kind: BatchKind;
  readonly name: string;
  readonly goodsName: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly offFen: number;
  readonly minSpendFen: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly validDays: number | null;
  readonly stock: number;
  readonly perPerson: number;
  readonly unitIds: readonly string[];
  readonly shareCount: number | null;
  readonly shareMinFen: number | null;
  readonly reminder: CouponReminder | null;
}

/** Enters a batch, to be opened at the platform. @throws Refusal `invalid_input` naming the field */
export async function createBatch(tx: Tx, platform: Platform, actor: Actor, draft: BatchDraft): Promise<string> {
  const problems = [...problemsOf(draft, platform.clock.now()), ...(await strangeUnits(tx, draft.unitIds))];
  if (problems.length > 0) throw invalid(problems);
  const { rows } = await sql<{ id: string }>`
    insert into coupon_batch (kind, name, goods_name, merchant_id, app_id, off_fen, min_spend_fen, starts_at, ends_at, valid_days, stock, per_person,
      unit_ids, share_count, share_min_fen, reminder, created_by, created_at)
    values (${draft.kind}, ${draft.name}, ${draft.goodsName}, ${draft.merchantId}, ${draft.appId}, ${draft.offFen}, ${draft.minSpendFen},
      ${draft.startsAt}, ${draft.endsAt}, ${draft.validDays}, ${draft.stock}, ${draft.perPerson}, ${draft.unitIds}::uuid[], ${draft.shareCount},
      ${draft.shareMinFen}, ${draft.reminder && JSON.stringify(draft.reminder)}::jsonb, ${actor.name}, ${platform.clock.now()}) returning id`.execute(
    tx,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("the batch was not entered");
  const { name, kind, offFen, minSpendFen, stock, perPerson } = draft;
  await audit(tx, actor, {
    action: "coupon_batch.created",
    subject: { kind: "coupon_batch", id },
    detail: { name, kind, offFen, minSpendFen, stock, perPerson },
  });
  return id;
}

function problemsOf(draft: BatchDraft, now: Date): FieldProblem[] {
  const wrong: [boolean, string, string][] = [
    [
      Buffer.byteLength(draft.name) > nameBytes,
      "name",
      `券名最多 ${nameBytes} 个字节（${Math.floor(nameBytes / 3)} 个汉字）`,
    ],
    [draft.minSpendFen <= draft.offFen, "minSpendFen", "使用门槛要大于优惠金额"],
    [draft.endsAt <= now, "endsAt", "结束时间要晚于现在"],
    [draft.endsAt <= draft.startsAt, "endsAt", "结束时间要晚于开始时间"],
    [draft.kind === "social" && draft.shareCount === null, "shareCount", "社交立减金要填写每位付款人能分享几张"],
    [draft.kind === "plain" && draft.shareCount !== null, "shareCount", "只有社交立减金可以由客户分享"],
  ];
  return wrong.flatMap(([is, path, message]) => (is ? [{ path, message }] : []));
}

async function strangeUnits(tx: Tx, unitIds: readonly string[]): Promise<FieldProblem[]> {
  const { rows } = await sql<{ id: string }>`select id from org_unit where id = any(${unitIds}::uuid[])`.execute(tx);
  const known = new Set(rows.map(({ id }) => id));
  return unitIds.flatMap((id, at) => (known.has(id) ? [] : [{ path: `unitIds.${at}`, message: "没有这个组织单元" }]));
}

/**
 * Opens an entered batch at the platform, under its own number. A refusal is kept with its reason.
 *
 * @throws PaymentRefused when nobody can tell: it is opened by the minute
 */
export async function openBatch(platform: Platform, issuer: CouponIssuer, id: string): Promise<void> {
  const { db } = platform;
  const batch = await findBatch(db, { id });
  if (batch.state !== "opening") return;
  try {
    const key = await issuer.open({ ...batch, requestNo: id.replaceAll("-", "") });
    await sql`update coupon_batch set state = 'live', platform_key = ${key}, note = null where id = ${id} and state = 'opening'`.execute(
      db,
    );
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    await sql`update coupon_batch set state = ${error.kind === "uncertain" ? "opening" : "failed"}, note = ${error.message.slice(0, 500)}
      where id = ${id} and state = 'opening'`.execute(db);
    if (error.kind === "uncertain") throw error;
  }
}

/** Stops or resumes giving; coupons that are out stay good. @throws Refusal `coupon_batch_changed` */
export async function pauseBatch(
  tx: Tx,
  actor: Actor,
  id: string,
  edit: { readonly paused: boolean; readonly version: number },
): Promise<void> {
  const batch = await lockBatch(tx, { id });
  if (batch.version !== edit.version) throw conflict("coupon_batch_changed", "这批券刚被其他人修改过，请刷新后再改");
  if (batch.state !== "live" && batch.state !== "paused")
    throw conflict("coupon_batch_changed", "这批券还没有在微信支付建好，不能暂停");
  await sql`update coupon_batch set state = ${edit.paused ? "paused" : "live"}, version = version + 1 where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: edit.paused ? "coupon_batch.paused" : "coupon_batch.resumed",
    subject: { kind: "coupon_batch", id },
    detail: { name: batch.name },
  });
}
