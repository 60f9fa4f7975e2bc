import { sql } from "kysely";
import type { z } from "zod";
import { resolveMembers } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";
import type { Visitor } from "../codes/visit.ts";
import { nextStates, openStates } from "./rules.ts";
import type { newWantBody, wantStep } from "./schemas.ts";
import type { ScenePage } from "./store.ts";
import { type Placement, type WantState, wantStates } from "./vocabulary.ts";

export interface WantRow {
  readonly no: number;
  readonly id: string;
  readonly storeNo: number;
  readonly storeName: string;
  readonly path: string;
  readonly placement: Placement;
  readonly sku: string | null;
  readonly product: string;
  readonly size: string;
  readonly memberNo: number | null;
  readonly state: WantState;
  readonly answer: string;
  readonly askedAt: Date;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly version: number;
}

/** One visitor may ask so often a day: enough for a shopping trip, too little for a script. */
export const wantsADay = 10;

/**
 * Writes down what a customer did not find. Asking again for the same thing while it is open changes nothing; a phone that is left
 * leads to its member, else whoever WeChat's sign-in said it is.
 *
 * @throws Refusal `too_many_requests`, `invalid` naming the field
 */
export async function takeWant(
  tx: Tx,
  platform: Platform,
  page: ScenePage,
  visitor: Visitor,
  body: z.output<typeof newWantBody>,
): Promise<void> {
  const now = platform.clock.now();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scan_want:${visitor.visitorId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ today: number; repeated: boolean }>`
    select count(*)::int as today, coalesce(bool_or(scene_no = ${page.sceneNo} and store_no = ${page.storeNo} and product = ${body.product} and size = ${body.size}
      and state = any(${openStates}::text[])), false) as repeated
    from scan_want where visitor_id = ${visitor.visitorId}::uuid and asked_at > ${now}::timestamptz - interval '1 day'`.execute(
    tx,
  );
  if (rows[0]?.repeated) return;
  if ((rows[0]?.today ?? 0) >= wantsADay)
    throw new Refusal({
      code: "too_many_requests",
      status: 429,
      title: "今天登记得够多了",
      detail: "请直接告诉店员，或明天再来",
    });
  if (body.sku !== null && !(await isProduct(tx, body.sku)))
    throw invalid([{ path: "sku", message: `没有编码为「${body.sku}」的商品` }]);
  const who = await whoAsks(tx, platform, page, visitor, body.phone, now);
  await sql`insert into scan_want (scene_no, store_no, placement, sku, product, size, visitor_id, origin_no, member_no, asked_at, changed_at)
    values (${page.sceneNo}, ${page.storeNo}, ${page.placement}, ${body.sku}, ${body.product}, ${body.size}, ${visitor.visitorId}::uuid, ${who.originNo}, ${who.memberNo},
      ${now}, ${now})`.execute(tx);
}

async function isProduct(tx: Tx, sku: string): Promise<boolean> {
  return (await sql`select from product where sku = ${sku}`.execute(tx)).rows.length > 0;
}

async function whoAsks(
  tx: Tx,
  platform: Platform,
  page: ScenePage,
  visitor: Visitor,
  phone: string | null,
  now: Date,
): Promise<{ readonly originNo: number | null; readonly memberNo: number | null }> {
  if (phone === null) return { originNo: visitor.memberNo, memberNo: visitor.memberNo };
  const [found] = await resolveMembers(tx, platform, [
    {
      identifiers: [{ kind: "phone", value: phone }],
      occurredAt: now,
      source: "scan_scene",
      storeNo: page.storeNo,
      channel: "store",
    },
  ]);
  return { originNo: found?.originNo ?? null, memberNo: found?.memberNo ?? null };
}

export interface WantFilter {
  readonly state: WantState | "open" | null;
  readonly storeNo: number | null;
  readonly before: number | null;
  readonly id?: string;
  readonly limit: number;
}

/** What customers of the actor's stores asked for, the newest first. */
export async function listWants(db: Db, actor: Actor, filter: WantFilter): Promise<WantRow[]> {
  const states =
    filter.state === "open" ? openStates : filter.state === null ? Object.keys(wantStates) : [filter.state];
  const { rows } = await sql<WantRow>`
    select w.no::int as no, w.id, w.store_no as "storeNo", u.name as "storeName", u.path::text as path, w.placement, w.sku, w.product, w.size,
      m.member_no as "memberNo", w.state, w.answer, w.asked_at as "askedAt", w.changed_at as "changedAt", w.changed_by as "changedBy", w.version
    from scan_want w join org_unit u on u.no = w.store_no
      left join member m on m.member_no = w.member_no
    where ${unitCondition(actor, "u.path")} and w.state = any(${states}::text[])
      and (${filter.storeNo}::int is null or w.store_no = ${filter.storeNo}::int) and (${filter.before}::bigint is null or w.no < ${filter.before}::bigint)
      and (${filter.id ?? null}::uuid is null or w.id = ${filter.id ?? null}::uuid)
    order by w.no desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadWant(db: Db, actor: Actor, id: string): Promise<WantRow> {
  const [want] = await listWants(db, actor, { id, state: null, storeNo: null, before: null, limit: 1 });
  if (!want) throw notFound("这条缺货登记");
  return want;
}

/** Takes a want one step on. @throws Refusal `invalid` naming the field, `version_conflict` when a colleague was quicker */
export async function stepWant(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  step: z.output<typeof wantStep>,
): Promise<void> {
  const want = await loadWant(tx, actor, id);
  if (want.version !== step.version) throw conflict("version_conflict", "同事刚处理过这条登记", "请刷新后再看");
  if (!nextStates(want.state).includes(step.state)) {
    const may = nextStates(want.state).map((each) => `「${wantStates[each]}」`);
    throw invalid([
      {
        path: "state",
        message: `「${wantStates[want.state]}」之后${may.length === 0 ? "没有下一步" : `只能是${may.join("或")}`}`,
      },
    ]);
  }
  if ((step.state === "found" || step.state === "ordered") && step.answer === "")
    throw invalid([{ path: "answer", message: step.state === "found" ? "请写明哪家店有货" : "请写明大概何时到货" }]);
  const { rows } = await sql`
    update scan_want set state = ${step.state}, answer = case when ${step.answer} = '' then answer else ${step.answer} end,
      changed_at = ${platform.clock.now()}, changed_by = ${actor.name}, version = version + 1
    where id = ${id} and version = ${step.version} returning no`.execute(tx);
  if (rows.length === 0) throw conflict("version_conflict", "同事刚处理过这条登记", "请刷新后再看");
  await audit(tx, actor, {
    action: "scan_want.changed",
    subject: { kind: "scan_want", id },
    orgPath: want.path,
    detail: { from: want.state, to: step.state, answer: step.answer },
  });
}

export interface Demand {
  readonly sku: string | null;
  readonly product: string;
  readonly size: string;
  readonly asked: number;
  readonly stores: number;
  readonly served: number;
  readonly bought: number;
  readonly gone: number;
}

/** What customers asked for most and did not find, per product and size, for buyers. */
export async function wantedGoods(db: Db, actor: Actor, from: Date, until: Date): Promise<Demand[]> {
  const { rows } = await sql<Demand>`
    select w.sku, coalesce(p.name, w.product) as product, w.size, count(*)::int as asked, count(distinct w.store_no)::int as stores,
      count(*) filter (where w.state in ('found', 'ordered', 'told', 'bought'))::int as served, count(*) filter (where w.state = 'bought')::int as bought,
      count(*) filter (where w.state = 'gone')::int as gone
    from scan_want w join org_unit u on u.no = w.store_no left join product p on p.sku = w.sku
    where w.asked_at >= ${from} and w.asked_at < ${until} and ${unitCondition(actor, "u.path")}
    group by 1, 2, 3 order by asked desc, 2, 3 limit 200`.execute(db);
  return rows;
}
