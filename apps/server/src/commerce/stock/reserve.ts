import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { refuseFuture } from "./rules.ts";

export interface OrderKey {
  readonly source: string;
  readonly orderCode: string;
}

export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface ReservationAsked extends OrderKey {
  readonly storeCode: string;
  readonly lines: readonly WantedLine[];
}

export interface HeldLine extends WantedLine {
  readonly placeCode: string;
}

export interface Reservation {
  readonly id: string;
  readonly state: "held" | "consumed";
  readonly expiresAt: Date;
  readonly lines: readonly HeldLine[];
}

interface Known {
  readonly id: string;
  readonly state: "held" | "consumed";
  readonly storeNo: number;
  readonly expiresAt: Date;
}

/** Whatever is said of one order waits for what was said before. */
async function lockOrder(tx: Tx, { source, orderCode }: OrderKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.reservation'), hashtext(${JSON.stringify([source, orderCode])}))`.execute(
    tx,
  );
}

async function findStanding(tx: Tx, { source, orderCode }: OrderKey): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select id, state, store_no as "storeNo", expires_at as "expiresAt" from stock_reservation
    where source = ${source} and order_code = ${orderCode} and state in ('held', 'consumed')`.execute(tx);
  return rows[0];
}

async function linesOf(tx: Tx, id: string): Promise<HeldLine[]> {
  const { rows } = await sql<HeldLine>`
    select p.code as "placeCode", h.sku, h.quantity from stock_hold h join stock_place p on p.no = h.place_no
    where h.reservation_id = ${id} order by h.sku, p.code`.execute(tx);
  return rows;
}

const perProduct = (lines: readonly WantedLine[]) => {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
};

const sameGoods = (a: readonly WantedLine[], b: readonly WantedLine[]) => {
  const [one, other] = [perProduct(a), perProduct(b)];
  return one.size === other.size && [...one].every(([sku, quantity]) => other.get(sku) === quantity);
};

/**
 * Keeps stock for an order until `expiresAt`: all of its lines or none. From the store's own shelves first, then from warehouses that serve it, the
 * one with the most first; silent places give nothing. Asked again for the same goods, the answer is the reservation that stands.
 *
 * Levels are locked in one order before what is held of them is counted, so two orders never take the same piece.
 *
 * @throws Refusal `reservation_differs` for other goods than the standing reservation's, `stock_short` naming each line that is not there
 */
export async function reserve(
  tx: Tx,
  actor: Actor,
  asked: ReservationAsked,
  times: { readonly now: Date; readonly expiresAt: Date; readonly staleBefore: Date },
): Promise<Reservation> {
  const storeNo = await storeOf(tx, actor, asked.storeCode);
  await lockOrder(tx, asked);
  await expireOrder(tx, asked, times.now);
  const standing = await findStanding(tx, asked);
  if (standing) {
    const lines = await linesOf(tx, standing.id);
    if (standing.storeNo !== storeNo || !sameGoods(lines, asked.lines))
      throw conflict("reservation_differs", "这张订单已经预留了别的商品或门店，请先释放再重新预留");
    return { ...standing, lines };
  }
  const holds = await findPieces(tx, storeNo, asked, times);
  const { rows } = await sql<{ id: string }>`
    insert into stock_reservation (source, order_code, store_no, expires_at, created_at, created_by)
    values (${asked.source}, ${asked.orderCode}, ${storeNo}, ${times.expiresAt}, ${times.now}, ${actor.name}) returning id`.execute(
    tx,
  );
  const id = rows[0]?.id ?? "";
  await sql`insert into stock_hold (reservation_id, place_no, sku, quantity)
    select ${id}::uuid, "placeNo", sku, quantity from json_to_recordset(${JSON.stringify(holds)}::json) as h ("placeNo" int, sku text, quantity int)`.execute(
    tx,
  );
  return { id, state: "held", expiresAt: times.expiresAt, lines: await linesOf(tx, id) };
}

async function storeOf(tx: Tx, actor: Actor, storeCode: string): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    select u.no from org_unit u where u.code = ${storeCode} and u.kind = 'store' and ${scopeCondition(actor, "u.no")}`.execute(
    tx,
  );
  const no = rows[0]?.no;
  if (no === undefined) throw invalid([{ path: "storeCode", message: `没有编码为 ${storeCode} 的门店` }]);
  return no;
}

interface FreeLevel {
  readonly placeNo: number;
  readonly sku: string;
  readonly free: number;
}

/** Where the pieces come from. @throws Refusal `stock_short` */
async function findPieces(
  tx: Tx,
  storeNo: number,
  { lines }: ReservationAsked,
  { now, staleBefore }: { readonly now: Date; readonly staleBefore: Date },
) {
  const wanted = perProduct(lines);
  const skus = [...wanted.keys()];
  const { rows: locked } = await sql<{ placeNo: number; sku: string; own: boolean; quantity: number }>`
    select l.place_no as "placeNo", l.sku, u.kind = 'store' as own, l.quantity
    from stock_level l join stock_place p on p.no = l.place_no join org_unit u on u.no = p.unit_no
    join org_unit s on s.no = ${storeNo} and s.path <@ u.path join store st on st.org_unit_id = s.id
    where l.sku = any(${skus}::text[]) and p.heard_at >= ${staleBefore} and not (u.kind = 'store' and st.warehouse_mode = 'central_warehouse')
    order by l.place_no, l.sku for update of l`.execute(tx);
  // A statement of its own: it sees what those committed who held the locks before.
  const { rows: held } = await sql<{ placeNo: number; sku: string; quantity: number }>`
    select place_no as "placeNo", sku, sum(quantity)::int as quantity from stock_held
    where sku = any(${skus}::text[]) and place_no = any(${locked.map(({ placeNo }) => placeNo)}::int[]) and expires_at > ${now} group by 1, 2`.execute(
    tx,
  );
  const heldAt = new Map(held.map(({ placeNo, sku, quantity }) => [`${placeNo} ${sku}`, quantity]));
  const free = locked
    .map((level) => ({ ...level, free: level.quantity - (heldAt.get(`${level.placeNo} ${level.sku}`) ?? 0) }))
    .sort((a, b) => Number(b.own) - Number(a.own) || b.free - a.free || a.placeNo - b.placeNo);
  const taken = [...wanted].map(([sku, quantity]) => ({ sku, quantity, ...takeFrom(free, sku, quantity) }));
  const short = taken.filter(({ missing }) => missing > 0);
  if (short.length > 0)
    throw conflict(
      "stock_short",
      "库存不够，没有预留任何商品",
      short.map(({ sku, quantity, missing }) => `${sku} 要 ${quantity} 件，只剩 ${quantity - missing} 件`).join("；"),
    );
  return taken.flatMap(({ holds }) => holds);
}

function takeFrom(levels: readonly FreeLevel[], sku: string, quantity: number) {
  const holds: { placeNo: number; sku: string; quantity: number }[] = [];
  let missing = quantity;
  for (const { placeNo, free } of levels.filter((level) => level.sku === sku && level.free > 0)) {
    const piece = Math.min(free, missing);
    if (piece > 0) holds.push({ placeNo, sku, quantity: piece });
    missing -= piece;
  }
  return { holds, missing };
}

async function expireOrder(tx: Tx, { source, orderCode }: OrderKey, now: Date): Promise<void> {
  await sql`update stock_reservation set state = 'expired', ended_at = expires_at where source = ${source} and order_code = ${orderCode}
    and state = 'held' and expires_at <= ${now}`.execute(tx);
}

/** Marks reservations whose time is over. Returns how many. */
export async function expireReservations(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql`
    update stock_reservation set state = 'expired', ended_at = expires_at where state = 'held' and expires_at <= ${now} returning id`.execute(
    tx,
  );
  return rows.length;
}

/**
 * The goods left (consumed), or the order came to nothing (released). Goods that left are taken off the levels, unless the warehouse counted after
 * that moment. The same word again changes nothing.
 *
 * @throws Refusal `reservation_expired` when its time was over before the goods left, `reservation_ended` when the other was said before
 */
export async function endReservation(
  tx: Tx,
  actor: Actor,
  order: OrderKey,
  outcome: "consumed" | "released",
  at: Date,
  now: Date,
): Promise<void> {
  refuseFuture([{ path: "at", at }], now);
  await lockOrder(tx, order);
  const { rows } = await sql<{ id: string; state: string; expiresAt: Date }>`
    select id, state, expires_at as "expiresAt" from stock_reservation r
    where source = ${order.source} and order_code = ${order.orderCode} and ${scopeCondition(actor, "r.store_no")} order by id desc limit 1 for update`.execute(
    tx,
  );
  const known = rows[0];
  if (!known) throw notFound("这张订单的预留");
  if (known.state === outcome || (outcome === "released" && known.state === "expired")) return;
  // What left in time left, however late the word of it comes.
  if (outcome === "consumed" && known.state !== "released" && known.expiresAt <= at)
    throw conflict("reservation_expired", "预留已经过期，商品可能已让给别的订单，请重新预留");
  if (known.state === "consumed" || known.state === "released")
    throw conflict(
      "reservation_ended",
      known.state === "consumed" ? "商品已经出库，不能再释放" : "预留已经释放，请重新预留",
    );
  await end(tx, known.id, outcome, at, actor);
}

async function end(tx: Tx, id: string, outcome: "consumed" | "released", at: Date, actor: Actor): Promise<void> {
  if (outcome === "consumed")
    await sql`
      with gone as (
        select l.place_no, l.sku, h.quantity from stock_hold h join stock_level l using (place_no, sku)
        where h.reservation_id = ${id}::uuid and l.changed_at <= ${at} order by 1, 2 for update of l)
      update stock_level l set quantity = greatest(0, l.quantity - g.quantity), changed_at = ${at}
      from gone g where l.place_no = g.place_no and l.sku = g.sku`.execute(tx);
  await sql`update stock_reservation set state = ${outcome}, ended_at = ${at}, ended_by = ${actor.name} where id = ${id}::uuid`.execute(
    tx,
  );
}

/** Somebody gives back what a system forgot to give back; audited. @throws Refusal `not_found` for one that does not stand or lies outside the scope */
export async function releaseByHand(tx: Tx, actor: Actor, id: string, reason: string, now: Date): Promise<void> {
  const { rows } = await sql<OrderKey & { storeNo: number }>`
    select source, order_code as "orderCode", store_no as "storeNo" from stock_reservation r
    where id = ${id}::uuid and state = 'held' and ${scopeCondition(actor, "r.store_no")} for update`.execute(tx);
  const found = rows[0];
  if (!found) throw notFound("这笔还占着库存的预留");
  await end(tx, id, "released", now, actor);
  await audit(tx, actor, {
    action: "stock.reservation_released",
    subject: { kind: "stock_reservation", id },
    detail: { source: found.source, orderCode: found.orderCode, reason },
  });
}
