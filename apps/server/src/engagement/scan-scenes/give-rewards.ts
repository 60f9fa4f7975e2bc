import { sql } from "kysely";
import { handOutCoupons } from "../../commerce/index.ts";
import { grantBonus } from "../../customers/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { Refusal } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { Reward } from "./reward-rules.ts";

const batch = 1_000;

interface Rewarding {
  readonly no: number;
  readonly rewardNo: number;
  readonly reward: Reward;
  readonly from: Date;
  readonly title: string;
}

interface Deed {
  readonly originNo: number;
  readonly memberNo: number;
  readonly storeNo: number;
  readonly at: Date;
}

/** Gives what scenes promise to whoever did it since the rule holds and has nothing by it yet. Returns how many people were decided on. */
export async function giveScanRewards(platform: Platform, signal?: AbortSignal): Promise<number> {
  const { rows: scenes } = await sql<Rewarding>`
    select no, reward_no as "rewardNo", reward, reward_from as "from", title from scan_scene
    where reward is not null and archived_at is null order by no`.execute(platform.db);
  let decided = 0;
  for (const scene of scenes)
    for (let more = true; more && !signal?.aborted; ) {
      try {
        const some = await platform.db.transaction().execute((tx) => giveSome(tx, platform, scene));
        decided += some;
        more = some === batch;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // The batch of coupons is closed or gone: whoever waits gets theirs when it gives again.
        platform.log.warn({ scene: scene.no, code: error.details.code }, "a scene's reward could not be given");
        more = false;
      }
    }
  return decided;
}

async function giveSome(tx: Tx, platform: Platform, scene: Rewarding): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('feilun.scan_reward'), ${scene.no})`.execute(tx);
  const deeds = await dueDeeds(tx, scene);
  if (deeds.length === 0) return 0;
  const given = await give(tx, platform, scene, deeds);
  await sql`
    insert into scan_reward (scene_no, reward_no, origin_no, member_no, store_no, earned_at, decided_at, reward, given)
    select ${scene.no}, ${scene.rewardNo}, d."originNo", d."memberNo", d."storeNo", d.at, ${platform.clock.now()}, ${JSON.stringify(scene.reward)}::jsonb, d.given
    from json_to_recordset(${JSON.stringify(deeds.map((deed) => ({ ...deed, given: given.has(deed.memberNo) })))}::json)
      as d ("originNo" int, "memberNo" int, "storeNo" int, at timestamptz, given boolean)`.execute(tx);
  return deeds.length;
}

/** The first deed of everybody who has nothing by this rule; of somebody whose profiles were merged, one of them is enough. */
async function dueDeeds(tx: Tx, { no, rewardNo, reward, from }: Rewarding): Promise<Deed[]> {
  const scans = sql`
    union all
    select v.origin_no, v.member_no, k.store_no, v.at from live_code_visit v join scan_scene_code k on k.code_id = v.code_id
    where k.scene_no = ${no} and v.member_no is not null and v.ignored is null and v.at >= ${from}`;
  const { rows } = await sql<Deed>`
    select distinct on (d.member_no) d.origin_no as "originNo", d.member_no as "memberNo", d.store_no as "storeNo", d.at from (
      select a.origin_no, a.member_no, k.store_no, a.arrived_at as at from live_code_arrival a join scan_scene_code k on k.code_id = a.code_id
      where k.scene_no = ${no} and a.kind = 'contact' and a.arrived_at >= ${from}
      ${reward.deed === "scan" ? scans : sql``}) d
    join member m on m.member_no = d.member_no and m.status = 'active'
    where not exists (select from scan_reward r where r.scene_no = ${no} and r.reward_no = ${rewardNo} and (r.member_no = d.member_no or r.origin_no = d.origin_no))
    order by d.member_no, d.at limit ${batch}`.execute(tx);
  return rows;
}

/** @returns members who got it */
async function give(tx: Tx, platform: Platform, scene: Rewarding, deeds: readonly Deed[]): Promise<Set<number>> {
  const { no, rewardNo, reward, title } = scene;
  const key = `scan:${no}.${rewardNo}`;
  if (reward.kind === "points") {
    const reason = `扫码「${title}」`;
    await grantBonus(
      tx,
      platform,
      deeds.map(({ originNo, memberNo, storeNo }) => ({
        ...{ originNo, memberNo, storeNo, points: reward.points, reason },
        businessKey: `${key}:${originNo}`,
      })),
    );
    return new Set(deeds.map(({ memberNo }) => memberNo));
  }
  const memberNos = deeds.map(({ memberNo }) => memberNo);
  const wish = { requestKey: key, memberNos, tagNo: null };
  await handOutCoupons(platform, tx, systemActor("scan_scenes"), reward.batchId, wish);
  const { rows } = await sql<{ memberNo: number }>`
    select member_no as "memberNo" from coupon where batch_id = ${reward.batchId}::uuid
      and request_key = any(${memberNos.map((memberNo) => `${key}:${memberNo}`)}::text[])`.execute(tx);
  return new Set(rows.map(({ memberNo }) => memberNo));
}
