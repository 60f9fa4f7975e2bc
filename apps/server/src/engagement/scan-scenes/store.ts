import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";
import type { Reward } from "./reward-rules.ts";
import type { Placement, SceneKindCode } from "./vocabulary.ts";

export interface SceneRow {
  readonly id: string;
  readonly no: number;
  readonly kind: SceneKindCode;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly title: string;
  readonly says: string;
  readonly linkLabel: string;
  readonly linkUrl: string;
  readonly weekdays: number[];
  readonly formats: string[];
  readonly placements: Placement[];
  readonly tagNos: number[];
  readonly version: number;
  readonly createdBy: string;
  readonly reward: Reward | null;
  readonly couponName: string | null;
  readonly rewardPaused: boolean;
  readonly rewarded: number;
  readonly notRewarded: number;
  readonly places: readonly { readonly placement: Placement; readonly codes: number; readonly hung: number }[];
  readonly storesWithout: number;
}

/** SQL: the scene `s` belongs to the actor's part of the tree, or reaches into it from above. */
export const reaches = (actor: Actor) =>
  sql<boolean>`(${unitCondition(actor, "u.path")} or exists (select from scan_scene_code rc join org_unit ru on ru.no = rc.store_no
    where rc.scene_no = s.no and ${unitCondition(actor, "ru.path")}))`;

/** Scenes in use that the actor owns or whose codes hang in their stores; counts are those of their stores. */
export async function listScenes(db: Db, actor: Actor, id: string | null = null): Promise<SceneRow[]> {
  const { rows } = await sql<SceneRow>`
    select s.id, s.no, s.kind, s.org_unit_id as "unitId", u.name as "unitName", u.path::text as path, s.title, s.says, s.link_label as "linkLabel",
      s.link_url as "linkUrl", s.weekdays, s.formats, s.placements, s.tag_nos as "tagNos", s.version, s.created_by as "createdBy",
      s.reward, b.name as "couponName", b.id is not null and (b.state <> 'live' or b.ends_at <= now() or b.taken >= b.stock) as "rewardPaused",
      coalesce(g.given, 0) as rewarded, coalesce(g.missed, 0) as "notRewarded",
      (select jsonb_agg(jsonb_build_object('placement', p.placement, 'codes', coalesce(n.codes, 0), 'hung', coalesce(n.hung, 0)) order by p.at)
        from unnest(s.placements) with ordinality p (placement, at)
        left join (select k.placement, count(*) as codes, count(k.hung_at) as hung from scan_scene_code k join live_code c on c.id = k.code_id
            and c.archived_at is null join org_unit ku on ku.no = k.store_no
          where k.scene_no = s.no and ${unitCondition(actor, "ku.path")} group by 1) n on n.placement = p.placement) as places,
      (select count(*)::int from org_unit su join store st on st.org_unit_id = su.id and st.phase = 'open'
        where su.path <@ u.path and ${unitCondition(actor, "su.path")} and (s.formats = '{}' or st.format = any(s.formats))
          and (select count(*) from scan_scene_code k join live_code c on c.id = k.code_id and c.archived_at is null
            where k.scene_no = s.no and k.store_no = su.no) < cardinality(s.placements)) as "storesWithout"
    from scan_scene s join org_unit u on u.id = s.org_unit_id left join coupon_batch b on b.id::text = s.reward ->> 'batchId'
    left join lateral (select count(*) filter (where r.given)::int as given, count(*) filter (where not r.given)::int as missed
      from scan_reward r join org_unit ru on ru.no = r.store_no
      where r.scene_no = s.no and r.reward_no = s.reward_no and ${unitCondition(actor, "ru.path")}) g on true
    where s.archived_at is null and ${reaches(actor)} and (${id}::uuid is null or s.id = ${id}::uuid)
    order by s.no desc limit 200`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadScene(db: Db, actor: Actor, id: string): Promise<SceneRow> {
  const [scene] = await listScenes(db, actor, id);
  if (!scene) throw notFound("这个扫码场景");
  return scene;
}

export interface ScenePage {
  readonly slug: string;
  readonly sceneNo: number;
  readonly placement: Placement;
  readonly storeNo: number;
  readonly storeName: string;
  readonly path: string;
  readonly kind: SceneKindCode;
  readonly title: string;
  readonly says: string;
  readonly linkLabel: string;
  readonly linkUrl: string;
  readonly reward: Reward | null;
  readonly couponName: string | null;
}

/** The page behind a code; null when there is none, it rests, or the scene is over. */
export async function findPage(db: Db, slug: string): Promise<ScenePage | null> {
  const { rows } = await sql<ScenePage>`
    select c.slug, s.no as "sceneNo", k.placement, k.store_no as "storeNo", u.name as "storeName", u.path::text as path, s.kind, s.title, s.says,
      s.link_label as "linkLabel", s.link_url as "linkUrl", s.reward, (select name from coupon_batch b where b.id::text = s.reward ->> 'batchId') as "couponName"
    from live_code c join scan_scene_code k on k.code_id = c.id join scan_scene s on s.no = k.scene_no and s.archived_at is null
      join org_unit u on u.no = k.store_no
    where c.slug = ${slug} and c.archived_at is null and c.paused_at is null`.execute(db);
  return rows[0] ?? null;
}

export interface Rewarded {
  readonly originNo: number;
  readonly memberNo: number;
  readonly storeName: string;
  readonly earnedAt: Date;
  readonly decidedAt: Date;
  readonly given: boolean;
  readonly reward: Reward;
  readonly couponName: string | null;
}

/** Who got what by a scene at the actor's stores, the latest first. */
export async function listRewarded(
  db: Db,
  actor: Actor,
  sceneNo: number,
  page: { readonly before: readonly [string, number] | null; readonly limit: number },
): Promise<Rewarded[]> {
  const { rows } = await sql<Rewarded>`
    select r.origin_no as "originNo", r.member_no as "memberNo", u.name as "storeName", r.earned_at as "earnedAt", r.decided_at as "decidedAt", r.given,
      r.reward, (select name from coupon_batch b where b.id::text = r.reward ->> 'batchId') as "couponName"
    from scan_reward r join org_unit u on u.no = r.store_no
    where r.scene_no = ${sceneNo} and ${unitCondition(actor, "u.path")}
      and (${page.before?.[0] ?? null}::timestamptz is null or (r.decided_at, r.origin_no) < (${page.before?.[0] ?? null}::timestamptz, ${page.before?.[1] ?? null}::int))
    order by r.decided_at desc, r.origin_no desc limit ${page.limit}`.execute(db);
  return rows;
}
