import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { scopeCondition } from "../../organization/index.ts";
import { deliverySetting, openSlots, whyFixed } from "./rules.ts";
import { type Change, findShipment, type Shipment, takenSlots } from "./store.ts";

export interface OfferedSlot {
  readonly from: Date;
  readonly until: Date;
  /** Parcels that the store can still take in it. */
  readonly free: number;
}

/** @throws Refusal `not_found` */
export async function requireShipment(tx: Tx, actor: Actor, id: string): Promise<Shipment> {
  const shipment = await findShipment(tx, actor, id);
  if (!shipment) throw notFound("这个包裹");
  return shipment;
}

/** The slots that a shipment may be moved to, and why it may not be moved at all. */
export async function offerSlots(
  tx: Tx,
  shipment: Shipment,
  now: Date,
  timeZone: string,
): Promise<{ fixed: string | null; slots: OfferedSlot[] }> {
  const { value: rules } = await readSetting(tx, deliverySetting);
  const slots = openSlots(rules, now, timeZone);
  const first = slots[0];
  const last = slots.at(-1);
  const taken =
    first && last ? await takenSlots(tx, shipment.storeNo, first.from, last.from) : new Map<number, number>();
  return {
    fixed: whyFixed(shipment, rules, now),
    slots: slots
      .filter(({ from }) => from.getTime() !== shipment.windowFrom?.getTime())
      .map((slot) => ({ ...slot, free: Math.max(0, rules.capacity - (taken.get(slot.from.getTime()) ?? 0)) })),
  };
}

/**
 * Asks the delivery system for another delivery time; until it answers, the old one holds. A slot's last place goes to one of two who ask at once.
 *
 * @throws Refusal `delivery_fixed`, `slot_full`
 */
export async function askForTime(
  tx: Tx,
  actor: Actor,
  id: string,
  asked: { readonly from: Date; readonly reason: Change["reason"] },
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<void> {
  const before = await requireShipment(tx, actor, id);
  await sql`select pg_advisory_xact_lock(hashtext('delivery_slot'), ${before.storeNo})`.execute(tx);
  const shipment = await requireShipment(tx, actor, id);
  const { fixed, slots } = await offerSlots(tx, shipment, now, timeZone);
  if (fixed !== null) throw conflict("delivery_fixed", `不能修改配送时间：${fixed}`);
  const slot = slots.find(({ from }) => from.getTime() === asked.from.getTime());
  if (!slot) throw invalid([{ path: "from", message: "请从可选时段里选一个；已过截止时间或就是当前时段的不能选" }]);
  if (slot.free === 0) throw conflict("slot_full", "这个时段本店的配送已经约满，请换一个时段");
  await sql`
    insert into delivery_change (shipment_id, was_from, was_until, asked_from, asked_until, reason, asked_at, asked_by)
    values (${id}, ${shipment.windowFrom}, ${shipment.windowUntil}, ${slot.from}, ${slot.until}, ${asked.reason}, ${now}, ${actor.name})`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "delivery.change_asked",
    subject: { kind: "shipment", id },
    orgPath: shipment.orgPath,
    detail: { was: shipment.windowFrom?.toISOString(), asked: slot.from.toISOString(), reason: asked.reason },
  });
}

/** The delivery system's answer; told again the same, nothing happens. @throws Refusal `change_answered` */
export async function takeAnswer(
  tx: Tx,
  actor: Actor,
  changeId: string,
  given: { readonly accepted: boolean; readonly refusal: string | null },
  now: Date,
): Promise<void> {
  const state = given.accepted ? "accepted" : "refused";
  const { rows } = await sql<{ state: string; shipmentId: string; orgPath: string }>`
    select c.state, c.shipment_id as "shipmentId", u.path::text as "orgPath" from delivery_change c
    join shipment h on h.id = c.shipment_id join org_unit u on u.no = h.store_no
    where c.id = ${changeId} and ${scopeCondition(actor, "h.store_no")} for update of c`.execute(tx);
  const found = rows[0];
  if (!found) throw notFound("这次配送时间修改");
  if (found.state === state) return;
  if (found.state !== "waiting") throw conflict("change_answered", "这次修改已经答复过，结果不能再改");
  await sql`
    update delivery_change set state = ${state}, refusal = ${given.accepted ? null : given.refusal}, answered_at = ${now} where id = ${changeId}`.execute(
    tx,
  );
  if (given.accepted)
    await sql`update shipment h set window_from = c.asked_from, window_until = c.asked_until
      from delivery_change c where c.id = ${changeId} and h.id = c.shipment_id`.execute(tx);
  await audit(tx, actor, {
    action: "delivery.change_answered",
    subject: { kind: "shipment", id: found.shipmentId },
    orgPath: found.orgPath,
    detail: { state },
  });
}

/** Somebody told the customer what became of the change. @throws Refusal `change_unanswered` */
export async function noteTold(tx: Tx, actor: Actor, shipmentId: string, now: Date): Promise<void> {
  const { change, orgPath } = await requireShipment(tx, actor, shipmentId);
  if (!change || change.state === "waiting")
    throw conflict("change_unanswered", "配送系统还没有答复，请等有了结果再告知客户");
  if (change.toldAt !== null) return;
  await sql`update delivery_change set told_at = ${now}, told_by = ${actor.name} where id = ${change.id}`.execute(tx);
  await audit(tx, actor, { action: "delivery.change_told", subject: { kind: "shipment", id: shipmentId }, orgPath });
}
