import { sql } from "kysely";
import { eventTypes } from "../../events/index.ts";
import { describeMember } from "../../insight/index.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";

/** Something that is known of a member, said in words, without anything that tells who it is. */
export interface Fact {
  readonly id: string;
  readonly text: string;
}

const yuan = (fen: number) => `${Math.round(fen / 100)} 元`;
/** Kinds of behaviour that are told, the most frequent first. */
const toldBehaviours = 8;
const toldProducts = 6;
const toldTags = 20;

/**
 * What the model may know of a member: figures, tags and kinds of behaviour. No name, number, address or text of the customer's is among them.
 *
 * @throws Refusal not_found when the member is not in the actor's scope
 */
export async function gatherFacts(platform: Platform, actor: Actor, memberNo: number): Promise<Fact[]> {
  const [insight, tags, behaviours, products] = await Promise.all([
    describeMember(platform, actor, memberNo),
    tagNames(platform, memberNo),
    recentBehaviours(platform, memberNo),
    topProducts(platform, memberNo),
  ]);
  const { value, cycle, stage, tier, rhythm, lifeCycle } = insight;
  const texts = [
    `今天是 ${insight.day}`,
    `所处阶段：${stage.name}，${stage.text}`,
    tier && `运营分层：${tier.name}（${tier.since} 起）`,
    lifeCycle && `生命周期：${lifeCycle.name}`,
    rhythm && `运营节奏：${rhythm.name}`,
    value.orders > 0 && `一共买过 ${value.orders} 次，实付 ${yuan(value.amountFen)}，退款 ${yuan(value.refundedFen)}`,
    value.averageOrderFen !== null && `平均每单 ${yuan(value.averageOrderFen)}`,
    value.last365Fen > 0 && `近 365 天消费 ${yuan(value.last365Fen)}`,
    value.firstPurchaseDay && `第一次购买在 ${value.firstPurchaseDay}，最近一次在 ${value.lastPurchaseDay}`,
    value.orders === 0 && "还没有买过",
    cycle.medianDays !== null && `两次购买通常相隔 ${cycle.medianDays} 天`,
    cycle.nextExpectedDay &&
      `按这个周期，下一次购买预计在 ${cycle.nextExpectedDay}，已超过 ${cycle.overdueDays ?? 0} 天`,
    products.length > 0 && `买得最多的商品：${products.join("、")}`,
    tags.length > 0 && `标签：${tags.join("、")}`,
    ...behaviours,
  ];
  return texts
    .filter((text): text is string => typeof text === "string")
    .map((text, at) => ({ id: `f${at + 1}`, text }));
}

async function tagNames({ db }: Platform, memberNo: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct t.name from member_tag m join tag t on t.tag_no = m.tag_no
    where m.member_no = ${memberNo} and t.archived_at is null order by 1 limit ${toldTags}`.execute(db);
  return rows.map((row) => row.name);
}

async function recentBehaviours({ clickhouse, clock }: Platform, memberNo: number): Promise<string[]> {
  const rows = await clickhouse.rows<{ type: string; n: number }>(
    `select type, count() as n from member_event where member_no = {memberNo:UInt32} and occurred_at > {since:DateTime64(3,'UTC')}
     group by type order by n desc, type limit ${toldBehaviours}`,
    { memberNo, since: new Date(clock.now().getTime() - 90 * 86_400_000).toISOString().slice(0, 23).replace("T", " ") },
  );
  const labels = new Map(eventTypes.map(({ name, label }) => [name, label]));
  return rows.map(({ type, n }) => `近 90 天「${labels.get(type) ?? type}」${n} 次`);
}

async function topProducts({ clickhouse, db }: Platform, memberNo: number): Promise<string[]> {
  const rows = await clickhouse.rows<{ sku: string; n: number }>(
    `select sku, sum(quantity) as n from order_line where member_no = {memberNo:UInt32} group by sku order by n desc, sku limit ${toldProducts}`,
    { memberNo },
  );
  const { rows: named } = await sql<{ sku: string; name: string }>`
    select sku, name from product where sku = any(${rows.map((row) => row.sku)}::text[])`.execute(db);
  const names = new Map(named.map(({ sku, name }) => [sku, name]));
  return rows.map(({ sku, n }) => `${names.get(sku) ?? sku}（${n} 件）`);
}
