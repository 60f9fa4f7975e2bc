import { sql } from "kysely";
import { handOutCoupons } from "../../commerce/index.ts";
import { grantBonus, maskName } from "../../customers/index.ts";
import { audit, systemActor } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters, scopeCondition, seesWholeChain } from "../../organization/index.ts";
import { writePosts } from "../posts/write-posts.ts";
import { hashOfSeed, newSeed, refuseText, winnersText } from "./rules.ts";
import type { ActivityDraft } from "./schemas.ts";
import { type Activity, prizesOf, requireActivity } from "./store.ts";

/** The unit that an activity belongs to: the lowest that holds all its groups' stores, or headquarters where one has none. */
async function unitOfGroups(tx: Tx, actor: Actor, groupIds: readonly string[]): Promise<string> {
  const { rows } = await sql<{ known: number; stores: number; path: string | null }>`
    select count(*)::int as known, count(u.no)::int as stores, lca(array_agg(subpath(u.path, 0, -1)) filter (where u.no is not null))::text as path
    from customer_group g left join org_unit u on u.no = g.store_no
    where g.id = any(${[...groupIds]}::uuid[]) and g.dismissed_at is null and ${scopeCondition(actor, "g.store_no")}`.execute(
    tx,
  );
  const found = rows[0];
  if (!found || found.known < new Set(groupIds).size)
    throw invalid([{ path: "groupIds", message: "有的群不存在、已解散，或不在你的范围内" }]);
  if (found.stores < found.known) {
    if (!seesWholeChain(actor)) throw invalid([{ path: "groupIds", message: "有的群没有归属门店，只有总部能用" }]);
    return (await loadHeadquarters(tx)).id;
  }
  // Of a single store `lca` gives its parent; the store itself is what the actor sees.
  const { rows: units } = await sql<{ id: string }>`
    select u.id from org_unit u where u.kind = 'store' and u.no in (select store_no from customer_group where id = any(${[...groupIds]}::uuid[]))
      and (select count(distinct store_no) from customer_group where id = any(${[...groupIds]}::uuid[])) = 1
    union all select id from org_unit where path = ${found.path}::text::ltree limit 1`.execute(tx);
  return units[0]?.id ?? (await loadHeadquarters(tx)).id;
}

/** Opens a draw or a sign-in for groups; texts that announce it wait for helpers and keepers. @throws Refusal */
export async function createActivity(platform: Platform, actor: Actor, draft: ActivityDraft): Promise<string> {
  const { clock, cipher } = platform;
  const why = refuseText(`${draft.name}${draft.rulesText}`);
  if (why !== null) throw invalid([{ path: "rulesText", message: why }]);
  const startsAt = new Date(draft.startsAt);
  const endsAt = new Date(draft.endsAt);
  if (endsAt <= startsAt) throw invalid([{ path: "endsAt", message: "结束要晚于开始" }]);
  if (endsAt <= clock.now()) throw invalid([{ path: "endsAt", message: "结束时间已经过去" }]);
  const seed = draft.kind === "lottery" ? newSeed() : null;
  return platform.db.transaction().execute(async (tx) => {
    const unitId = await unitOfGroups(tx, actor, draft.groupIds);
    const { rows } = await sql<{ id: string }>`
      insert into group_activity (kind, name, rules_text, org_unit_id, starts_at, ends_at, rewards, seed_hash, seed_sealed, created_at, created_by)
      values (${draft.kind}, ${draft.name}, ${draft.rulesText}, ${unitId}, ${startsAt}, ${endsAt}, ${JSON.stringify(draft.rewards)}::jsonb,
        ${seed === null ? null : hashOfSeed(seed)}, ${seed === null ? null : cipher.seal(seed)}, ${clock.now()}, ${actor.name})
      returning id`.execute(tx);
    const id = rows[0]?.id ?? "";
    await sql`insert into group_activity_group (activity_id, group_id) select distinct ${id}::uuid, unnest(${draft.groupIds}::uuid[])`.execute(
      tx,
    );
    const proof = seed === null ? "" : `\n开奖凭证：${hashOfSeed(seed).slice(0, 16)}…`;
    await writePosts(tx, draft.groupIds, {
      activityId: id,
      kind: "opening",
      text: `${draft.name}\n${draft.rulesText}${proof}`,
      dueAt: startsAt > clock.now() ? startsAt : clock.now(),
      staleAt: endsAt,
    });
    await audit(tx, actor, {
      action: "group_activity.created",
      subject: { kind: "group_activity", id },
      detail: { kind: draft.kind, name: draft.name, groups: draft.groupIds.length, rewards: draft.rewards },
    });
    return id;
  });
}

/** Ends an activity early; a draw that was not made is called off. @throws Refusal */
export async function endActivity(tx: Tx, platform: Platform, actor: Actor, id: string, note: string): Promise<void> {
  const activity = await requireActivity(tx, actor, id, true);
  if (activity.drawnAt !== null || activity.endedAt !== null) throw conflict("group_activity_over", "这个活动已经结束");
  await sql`update group_activity set ended_at = ${platform.clock.now()} where id = ${id}`.execute(tx);
  await sql`delete from group_post where activity_id = ${id} and done_at is null`.execute(tx);
  await audit(tx, actor, {
    action: "group_activity.ended",
    subject: { kind: "group_activity", id },
    orgPath: activity.orgPath,
    detail: { name: activity.name, note },
  });
}

interface Winner {
  readonly originNo: number;
  readonly memberNo: number;
  readonly rank: number;
  readonly prize: number;
  readonly nameSealed: string | null;
  readonly groupId: string;
}

/** Draws whatever is over and was not drawn. Returns how many draws were made. */
export async function drawDue(platform: Platform, signal?: AbortSignal): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from group_activity where kind = 'lottery' and drawn_at is null and ended_at is null and ends_at <= ${platform.clock.now()}
    order by ends_at`.execute(platform.db);
  let drawn = 0;
  for (const { id } of rows) {
    if (signal?.aborted) break;
    drawn += await platform.db.transaction().execute((tx) => draw(tx, platform, id));
  }
  return drawn;
}

/**
 * One draw: entries in the order of SHA-256 over seed and entry number, one win a person, prizes in the order in which they are named. Points and
 * coupons are given in the same transaction, so that a draw is made whole or not at all.
 */
async function draw(tx: Tx, platform: Platform, id: string): Promise<number> {
  const activity = await requireActivity(tx, systemActor("group_activities"), id, true);
  if (activity.drawnAt !== null || activity.endedAt !== null || activity.seedSealed === null) return 0;
  const seed = platform.cipher.open(activity.seedSealed);
  const prizes = prizesOf(activity);
  const places = prizes.flatMap((prize, at) => Array<number>(prize.count).fill(at));
  const { rows: winners } = await sql<Winner>`
    select w."originNo", w."memberNo", w.rank, (${places}::int[])[w.rank] as prize, m.name_sealed as "nameSealed", w."groupId" from (
      select e.origin_no as "originNo", e.member_no as "memberNo", e.group_id as "groupId",
        row_number() over (order by encode(sha256((${seed} || ':' || e.no)::bytea), 'hex'))::int as rank
      from (select distinct on (member_no) * from group_entry where activity_id = ${id} order by member_no, no) e
        join member a on a.member_no = e.member_no and a.status = 'active') w
      join member m on m.member_no = w."memberNo"
    where w.rank <= ${places.length} order by w.rank`.execute(tx);
  const now = platform.clock.now();
  await sql`insert into group_win (activity_id, origin_no, member_no, prize, rank, given_at, given_by)
    select ${id}::uuid, n."originNo", n."memberNo", n.prize, n.rank, case when n.goods then null else ${now}::timestamptz end,
      case when n.goods then null else '系统' end
    from jsonb_to_recordset(${JSON.stringify(winners.map((each) => ({ ...each, goods: prizes[each.prize]?.give.kind === "goods" })))}::jsonb)
      as n("originNo" int, "memberNo" int, prize int, rank int, goods bool)`.execute(tx);
  await givePrizes(tx, platform, activity, winners);
  await sql`update group_activity set drawn_at = ${now}, seed = ${seed} where id = ${id}`.execute(tx);
  const { rows: groups } = await sql<{
    id: string;
  }>`select group_id as id from group_activity_group where activity_id = ${id}`.execute(tx);
  const named = prizes.map((prize, at) => ({
    name: prize.name,
    winners: winners
      .filter((winner) => winner.prize === at)
      .map(({ nameSealed }) => (nameSealed === null ? "一位朋友" : maskName(platform.cipher.open(nameSealed)))),
  }));
  await writePosts(
    tx,
    groups.map((group) => group.id),
    {
      activityId: id,
      kind: "winners",
      text: `${winnersText(activity.name, named)}\n开奖种子：${seed}`,
      dueAt: now,
      staleAt: new Date(now.getTime() + 7 * 86_400_000),
    },
  );
  await audit(tx, systemActor("group_activities"), {
    action: "group_activity.drawn",
    subject: { kind: "group_activity", id },
    orgPath: activity.orgPath,
    detail: { name: activity.name, winners: winners.length },
  });
  return 1;
}

async function givePrizes(tx: Tx, platform: Platform, activity: Activity, winners: readonly Winner[]): Promise<void> {
  for (const [at, { give }] of prizesOf(activity).entries()) {
    const own = winners.filter(({ prize }) => prize === at);
    if (give.kind === "points")
      await grantBonus(
        tx,
        platform,
        own.map(({ originNo, memberNo }) => ({
          businessKey: `group_draw:${activity.id}:${originNo}`,
          originNo,
          memberNo,
          points: give.points,
          reason: `群抽奖「${activity.name}」`,
          storeNo: null,
        })),
      );
    else if (give.kind === "coupon" && own.length > 0)
      await handOutCoupons(platform, tx, systemActor("group_activities"), give.batchId, {
        requestKey: `group_draw:${activity.id}:${at}`,
        memberNos: own.map(({ memberNo }) => memberNo),
        tagNo: null,
      });
  }
}

/** Goods were handed to a winner. @throws Refusal `not_found` */
export async function handOver(tx: Tx, platform: Platform, actor: Actor, id: string, originNo: number): Promise<void> {
  const activity = await requireActivity(tx, actor, id);
  const { rows } = await sql`
    update group_win set given_at = ${platform.clock.now()}, given_by = ${actor.name}
    where activity_id = ${id} and origin_no = ${originNo} and given_at is null returning origin_no`.execute(tx);
  if (rows.length === 0) throw notFound("这位中奖客户待领的奖品");
  await audit(tx, actor, {
    action: "group_activity.prize_given",
    subject: { kind: "group_activity", id },
    orgPath: activity.orgPath,
    detail: { name: activity.name, originNo },
  });
}
