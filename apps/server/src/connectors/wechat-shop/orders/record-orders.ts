import type { ShopOrder } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import {
  noteProductsSold,
  type OrderDraft,
  type RefundDraft,
  upsertOrders,
  upsertRefunds,
} from "../../../commerce/index.ts";
import { type ResolvedMember, resolveMembers } from "../../../customers/index.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { shopChannel, shopSettings } from "../shop.ts";
import {
  couponsOf,
  digestOf,
  goodsFenOf,
  isGivenBack,
  type Party,
  paidAtOf,
  partiesOf,
  saleOf,
  timeOf,
} from "./rules.ts";

/** An order, and when it was asked for. */
export interface ReadOrder {
  readonly order: ShopOrder;
  readonly readAt: Date;
}

/** Codes of orders of which nobody knew, and of those that had changed. */
export interface RecordedOrders {
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Takes orders over as they were read: who paid, received and shared them, the sale, and money that went back without an after-sale. Set-based;
 * the same again writes nothing, and an older reading never replaces a newer one.
 */
export async function recordOrders(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  read: readonly ReadOrder[],
): Promise<RecordedOrders> {
  if (read.length === 0) return { added: [], changed: [] };
  const { storeNo } = await shopSettings(tx, account.id);
  const newest = new Map(
    read.toSorted((a, b) => a.order.update_time - b.order.update_time).map((one) => [one.order.order_id, one]),
  );
  const written = await writeOrderRows(tx, account, storeNo, [...newest.values()]);
  const fresh = [...newest.values()].filter(({ order }) => written.has(order.order_id));
  if (fresh.length > 0) {
    const people = await recordParties(
      tx,
      platform,
      account,
      storeNo,
      fresh.map(({ order }) => order),
    );
    await recordSales(
      tx,
      platform,
      account,
      storeNo,
      fresh.map(({ order }) => order),
      people,
    );
  }
  const of = (isNew: boolean) => [...written].filter(([, created]) => created === isNew).map(([id]) => id);
  return { added: of(true), changed: of(false) };
}

async function writeOrderRows(
  tx: Tx,
  account: WechatAccount,
  storeNo: number | null,
  read: readonly ReadOrder[],
): Promise<ReadonlyMap<string, boolean>> {
  const rows = read.map(({ order, readAt }) => {
    const { order_detail: detail } = order;
    const source = detail.source_infos?.[0];
    return {
      order_id: order.order_id,
      status: order.status,
      created_at: timeOf(order.create_time),
      paid_at: paidAtOf(order),
      amount_fen: goodsFenOf(order),
      items: detail.product_infos.reduce((sum, { sku_cnt, is_free_gift }) => sum + (is_free_gift ? 0 : sku_cnt), 0),
      gift_id: order.is_present ? (order.present_order_id_str ?? null) : null,
      send_type: order.is_present ? (order.present_send_type ?? null) : null,
      scene: detail.ext_info?.order_scene ?? null,
      live_id: detail.ext_info?.live_id || null,
      share_scene: detail.sharer_info?.share_scene ?? null,
      sharer_type: detail.sharer_info?.sharer_type ?? null,
      source_type: source?.account_type ?? null,
      source_account: source?.account_id ?? null,
      finder_id: detail.ext_info?.finder_id || null,
      shipped_at: timeOf(detail.delivery_info?.ship_done_time),
      received_at: timeOf(detail.ext_info?.confirm_receipt_time),
      settled_at: timeOf(detail.settle_info?.settle_time),
      platform_at: timeOf(order.update_time),
      read_at: readAt,
      digest: `\\x${digestOf(order, storeNo).toString("hex")}`,
    };
  });
  const { rows: written } = await sql<{ id: string; created: boolean }>`
    insert into wechat_shop_order as o (wechat_account_id, order_id, status, created_at, paid_at, amount_fen, items, gift_id, send_type, scene,
      live_id, share_scene, sharer_type, source_type, source_account, finder_id, shipped_at, received_at, settled_at, platform_at, read_at, digest)
    select ${account.id}, r.* from json_to_recordset(${JSON.stringify(rows)}::json) as r (order_id text, status smallint, created_at timestamptz,
      paid_at timestamptz, amount_fen bigint, items int, gift_id text, send_type smallint, scene smallint, live_id text, share_scene smallint,
      sharer_type smallint, source_type smallint, source_account text, finder_id text, shipped_at timestamptz, received_at timestamptz,
      settled_at timestamptz, platform_at timestamptz, read_at timestamptz, digest bytea)
    order by r.order_id
    on conflict (wechat_account_id, order_id) do update set status = excluded.status, paid_at = excluded.paid_at,
      amount_fen = excluded.amount_fen, items = excluded.items, gift_id = excluded.gift_id, send_type = excluded.send_type, scene = excluded.scene,
      live_id = excluded.live_id, share_scene = excluded.share_scene, sharer_type = excluded.sharer_type, source_type = excluded.source_type,
      source_account = excluded.source_account, finder_id = excluded.finder_id, shipped_at = excluded.shipped_at,
      received_at = excluded.received_at, settled_at = excluded.settled_at, platform_at = excluded.platform_at, read_at = excluded.read_at,
      digest = excluded.digest
    where o.digest <> excluded.digest and (o.platform_at, o.read_at) <= (excluded.platform_at, excluded.read_at)
    returning new.order_id as id, old.order_id is null as created`.execute(tx);
  return new Map(written.map(({ id, created }) => [id, created]));
}

type People = ReadonlyMap<
  string,
  Partial<Record<Party["role"], { readonly originNo: number; readonly memberNo: number }>>
>;

async function recordParties(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  storeNo: number | null,
  orders: readonly ShopOrder[],
): Promise<People> {
  const parties = orders.flatMap((order) => partiesOf(order).map((party) => ({ order, party })));
  const resolved = await resolveMembers(
    tx,
    platform,
    parties.map(({ order, party }) => ({
      identifiers: identifiersOf(account, party),
      occurredAt: paidAtOf(order) ?? new Date(order.create_time * 1000),
      source: shopChannel,
      storeNo,
      channel: shopChannel,
    })),
  );
  const rows = parties.map(({ order, party }, at) => ({
    order_id: order.order_id,
    role: party.role,
    openid: party.openid,
    origin_no: resolved[at]?.originNo ?? null,
    member_no: resolved[at]?.memberNo ?? null,
  }));
  await sql`
    with said as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (order_id text, role text, openid text, origin_no int, member_no int)
    ), gone as (
      delete from wechat_shop_party p where wechat_account_id = ${account.id} and order_id = any(${orders.map(({ order_id }) => order_id)}::text[])
        and not exists (select from said s where s.order_id = p.order_id and s.role = p.role)
    )
    insert into wechat_shop_party (wechat_account_id, order_id, role, openid, origin_no, member_no)
    select ${account.id}, s.* from said s order by s.order_id, s.role
    on conflict (wechat_account_id, order_id, role) do update set openid = excluded.openid, origin_no = excluded.origin_no,
      member_no = excluded.member_no`.execute(tx);
  const people = new Map<string, Partial<Record<Party["role"], { originNo: number; memberNo: number }>>>();
  parties.forEach(({ order, party }, at) => {
    const member = memberOf(resolved[at]);
    if (member) people.set(order.order_id, { ...people.get(order.order_id), [party.role]: member });
  });
  return people;
}

/** How a shop names a person: openid of this shop, and unionid where it is bound to an Open Platform account (wechat-api.md §3). */
export function identifiersOf(account: WechatAccount, { openid, unionid }: Pick<Party, "openid" | "unionid">) {
  return [
    { kind: "shop_openid" as const, scope: account.accountId, value: openid },
    ...(unionid ? [{ kind: "unionid" as const, value: unionid }] : []),
  ];
}

const memberOf = (resolved: ResolvedMember | undefined) =>
  resolved && resolved.originNo !== null && resolved.memberNo !== null
    ? { originNo: resolved.originNo, memberNo: resolved.memberNo }
    : undefined;

async function recordSales(
  tx: Tx,
  platform: Platform,
  account: WechatAccount,
  storeNo: number | null,
  orders: readonly ShopOrder[],
  people: People,
): Promise<void> {
  const guides = await guidesOf(tx, account, orders);
  const drafts: OrderDraft[] = [];
  const refunds: RefundDraft[] = [];
  for (const order of orders) {
    const paidAt = paidAtOf(order);
    if (!paidAt) continue;
    const { lines, discountLi } = saleOf(order);
    const who = people.get(order.order_id) ?? {};
    const document = { source: shopChannel, storeNo, channel: shopChannel, orderCode: order.order_id };
    drafts.push({
      ...document,
      member: who.payer ?? null,
      paidAt,
      businessDay: dayIn(platform.config.timeZone, paidAt),
      lines,
      discountLi,
      coupons: couponsOf(order),
      guideNo: guides.get(order.order_detail.sharer_info?.sharer_openid ?? "") ?? null,
      isGift: order.is_present ?? false,
      recipient: who.receiver ?? null,
    });
    if (!isGivenBack(order)) continue;
    const refundedAt = new Date(order.update_time * 1000);
    refunds.push({
      ...document,
      member: null,
      refundCode: `${order.order_id}-cancelled`,
      refundedAt,
      businessDay: dayIn(platform.config.timeZone, refundedAt),
      lines: paidLines(lines, goodsFenOf(order) * 10),
    });
  }
  await noteProductsSold(
    tx,
    drafts.flatMap(({ lines }) => lines.map(({ sku, name }) => ({ sku, name }))),
  );
  await upsertOrders(tx, platform, drafts);
  await upsertRefunds(tx, platform, refunds);
}

/** Shares what was paid among the lines, to the last li. */
function paidLines(lines: OrderDraft["lines"], paidLi: number): OrderDraft["lines"] {
  const whole = lines.reduce((sum, { amountLi }) => sum + amountLi, 0);
  let before = 0;
  return lines.map((line) => {
    const from = whole === 0 ? 0 : Math.round((paidLi * before) / whole);
    before += line.amountLi;
    const to = whole === 0 ? 0 : Math.round((paidLi * before) / whole);
    return { ...line, unitPriceLi: null, amountLi: to - from };
  });
}

/** `staff.no` by the openid of the sharer. */
async function guidesOf(
  tx: Tx,
  account: WechatAccount,
  orders: readonly ShopOrder[],
): Promise<ReadonlyMap<string, number>> {
  const openids = orders.flatMap(({ order_detail }) => order_detail.sharer_info?.sharer_openid ?? []);
  if (openids.length === 0) return new Map();
  const { rows } = await sql<{ openid: string; no: number }>`
    select s.openid, staff.no from wechat_shop_sharer s join staff on staff.id = s.staff_id
    where s.wechat_account_id = ${account.id} and s.openid = any(${openids}::text[])`.execute(tx);
  return new Map(rows.map(({ openid, no }) => [openid, no]));
}
