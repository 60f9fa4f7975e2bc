import { sql } from "kysely";
import { findMember } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { Arrivals } from "./port.ts";
import type { MoveStep } from "./status.ts";
import { seenBy } from "./store.ts";

interface Row {
  readonly no: number;
  readonly moveId: string;
  readonly phoneSealed: string | null;
  readonly closed: boolean;
}

/** @throws Refusal not_found */
async function requireCustomer(tx: Tx, actor: Actor, no: number): Promise<Row> {
  const { rows } = await sql<Row>`
    select c.no, c.move_id as "moveId", c.phone_sealed as "phoneSealed", m.closed_at is not null as closed
    from wechat_move_customer c join wechat_move m on m.id = c.move_id where c.no = ${no} and ${seenBy(actor)} for update of c`.execute(
    tx,
  );
  if (!rows[0]) throw notFound("这位待迁移客户");
  return rows[0];
}

function requireOpen({ closed }: Row): void {
  if (closed) throw conflict("wechat_move_closed", "这次迁移已经结束");
}

/** What the guide did: called, asked in WeChat, or was refused. Whether the customer came is never entered. */
export async function noteStep(tx: Tx, platform: Platform, actor: Actor, no: number, step: MoveStep): Promise<void> {
  requireOpen(await requireCustomer(tx, actor, no));
  await sql`update wechat_move_customer set step = ${step}, step_at = ${platform.clock.now()}, step_by = ${actor.name} where no = ${no}`.execute(
    tx,
  );
}

/** Says which member a customer is whom no phone tells: somebody the guide knows from WeCom. */
export async function linkCustomer(tx: Tx, actor: Actor, no: number, memberNo: number): Promise<void> {
  const row = await requireCustomer(tx, actor, no);
  requireOpen(row);
  const member = await findMember(tx, actor, memberNo);
  if (!member) throw notFound("这位客户");
  await sql`update wechat_move_customer set member_no = ${member.memberNo}, origin_no = ${member.memberNo}, settled_at = null where no = ${no}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "wechat_move.customer_linked",
    subject: { kind: "member", id: String(member.memberNo) },
    detail: { moveCustomer: no },
  });
}

/** The whole phone, to call it; reading it is put down. */
export async function revealPhone(tx: Tx, platform: Platform, actor: Actor, no: number): Promise<string> {
  const row = await requireCustomer(tx, actor, no);
  if (row.phoneSealed === null) throw conflict("no_phone", "这位客户没有登记手机号");
  await audit(tx, actor, {
    action: "wechat_move.phone_read",
    subject: { kind: "wechat_move", id: row.moveId },
    detail: { moveCustomer: no },
  });
  return platform.cipher.open(row.phoneSealed);
}

/** Says which company group took a personal group's place; null takes it back. */
export async function linkGroup(
  tx: Tx,
  platform: Platform,
  arrivals: Arrivals,
  actor: Actor,
  id: string,
  groupKey: string | null,
): Promise<void> {
  const { rows } = await sql<{ moveId: string; closed: boolean; guideId: string }>`
    select c.move_id as "moveId", c.guide_id as "guideId", m.closed_at is not null as closed
    from wechat_move_group c join wechat_move m on m.id = c.move_id where c.id = ${id} and ${seenBy(actor)} for update of c`.execute(
    tx,
  );
  const row = rows[0];
  if (!row) throw notFound("这个待迁移的群");
  if (row.closed) throw conflict("wechat_move_closed", "这次迁移已经结束");
  if (groupKey !== null) {
    const found =
      await sql`select from ${arrivals.groups} g where g.key = ${groupKey}::uuid and g.staff_id = ${row.guideId}::uuid`.execute(
        tx,
      );
    if (found.rows.length === 0) throw notFound("这位导购名下的这个企业客户群");
    const taken = await sql`select from wechat_move_group where group_key = ${groupKey}::uuid and id <> ${id}`.execute(
      tx,
    );
    if (taken.rows.length > 0) throw conflict("group_taken", "这个企业客户群已经对应了另一个群");
  }
  await sql`update wechat_move_group set group_key = ${groupKey}::uuid, linked_by = ${groupKey && actor.name},
    linked_at = ${groupKey && platform.clock.now()} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "wechat_move.group_linked",
    subject: { kind: "wechat_move", id: row.moveId },
    detail: { group: id, to: groupKey },
  });
}
