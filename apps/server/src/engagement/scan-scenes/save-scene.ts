import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { z } from "zod";
import { requireTags } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { inScope, loadUnit } from "../../organization/index.ts";
import { createSeries } from "../codes/create-series.ts";
import { seriesBody } from "../codes/schemas.ts";
import { requireReward } from "./reward-rules.ts";
import { seriesOf } from "./rules.ts";
import type { editSceneBody, newSceneBody } from "./schemas.ts";
import { loadScene, type SceneRow } from "./store.ts";
import { placements, sceneKinds } from "./vocabulary.ts";

/** Sets a scene up and lays its codes out in every store that it is meant for. @returns its id */
export async function createScene(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  body: z.output<typeof newSceneBody>,
): Promise<string> {
  const unit = await loadUnit(tx, actor, body.unitId);
  await requireTags(tx, body.tagNos);
  requireWholeLink(body);
  const now = platform.clock.now();
  await requireReward(tx, body.reward, now);
  const { rows } = await sql<{ id: string }>`
    insert into scan_scene (reward, reward_no, reward_from, org_unit_id, kind, title, says, link_label, link_url, placements, formats, weekdays, tag_nos, created_at, created_by)
    values (${body.reward ? JSON.stringify(body.reward) : null}::jsonb, ${body.reward ? 1 : 0}, ${body.reward ? now : null}, ${unit.id}, ${body.kind}, ${body.title}, ${body.says}, ${body.linkLabel}, ${body.linkUrl}, ${[...new Set(body.placements)]}::text[],
      ${body.formats}::text[], ${body.weekdays}::int[], ${body.tagNos}::int[], ${now}, ${actor.name})
    returning id`.execute(tx);
  const { id } = rows[0] as { id: string };
  await audit(tx, actor, {
    action: "scan_scene.created",
    subject: { kind: "scan_scene", id },
    orgPath: unit.path,
    detail: { kind: body.kind, title: body.title, placements: body.placements.join("、"), reward: body.reward ?? null },
  });
  await layOut(tx, platform, actor, await loadScene(tx, actor, id));
  return id;
}

/** Makes the codes that stores of a scene do not have yet: of new stores, at every place. @returns codes made */
export async function layOut(tx: Tx, platform: Platform, actor: Actor, scene: SceneRow): Promise<number> {
  requireOwner(actor, scene);
  for (const placement of scene.placements)
    await createSeries(
      tx,
      platform,
      actor,
      seriesBody.parse({
        series: seriesOf(scene.no, placement),
        kind: "store",
        unitId: scene.unitId,
        name: `{门店}${sceneKinds[scene.kind].label}·${placements[placement].label}`,
        material: placements[placement].material,
        campaign: `扫码场景：${scene.title}`,
        tagNos: scene.tagNos,
        entry: "page",
        sameGuide: true,
      }),
      scene.formats,
    );
  const { rows } = await sql`
    with series as (select * from unnest(${scene.placements.map((each) => seriesOf(scene.no, each))}::text[], ${scene.placements}::text[]) x (series, placement)),
    fronted as (update live_code c set front = '/q/' from series x where c.series = x.series and c.archived_at is null and c.front is null)
    insert into scan_scene_code (code_id, scene_no, store_no, placement)
    select c.id, ${scene.no}, c.store_no, x.placement from live_code c join series x on x.series = c.series
    where c.archived_at is null and c.store_no is not null
    on conflict (scene_no, store_no, placement) do update set code_id = excluded.code_id, hung_at = null, hung_by = ''
      where scan_scene_code.code_id <> excluded.code_id
    returning code_id`.execute(tx);
  return rows.length;
}

/** Changes what the page says and on which days it is the reason of the day, or ends the scene: its codes then lead to the guide alone. */
export async function editScene(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  body: z.output<typeof editSceneBody>,
): Promise<void> {
  const scene = await loadScene(tx, actor, id);
  requireOwner(actor, scene);
  requireWholeLink(body);
  const now = platform.clock.now();
  const reward = body.reward === undefined ? scene.reward : body.reward;
  const isNewRule = !isDeepStrictEqual(reward, scene.reward);
  if (isNewRule) await requireReward(tx, reward, now);
  const rule = sql`reward = ${reward ? JSON.stringify(reward) : null}::jsonb, reward_no = reward_no + 1, reward_from = ${reward ? now : null}::timestamptz,`;
  const { rows } = await sql`
    update scan_scene set ${isNewRule ? rule : sql``} title = ${body.title}, says = ${body.says}, link_label = ${body.linkLabel}, link_url = ${body.linkUrl},
      weekdays = ${body.weekdays}::int[], version = version + 1, archived_at = case when ${body.archived} then ${now}::timestamptz end
    where id = ${id} and version = ${body.version} returning no`.execute(tx);
  if (rows.length === 0) throw conflict("version_conflict", "别人刚改过这个场景", "请刷新后再改");
  if (body.archived)
    await sql`update live_code c set front = null from scan_scene_code k where k.scene_no = ${scene.no} and c.id = k.code_id`.execute(
      tx,
    );
  await audit(tx, actor, {
    action: body.archived ? "scan_scene.ended" : "scan_scene.changed",
    subject: { kind: "scan_scene", id },
    orgPath: scene.path,
    detail: { title: body.title, weekdays: body.weekdays.join("、"), ...(isNewRule && { reward }) },
  });
}

/** A store sees what headquarters set up for it, and may not change it. */
function requireOwner(actor: Actor, scene: SceneRow): void {
  if (!inScope(actor, scene.path)) throw forbidden("这是上级设置的场景，只有上级可以修改");
}

function requireWholeLink({ linkLabel, linkUrl }: { readonly linkLabel: string; readonly linkUrl: string }): void {
  if (linkLabel === "" && linkUrl !== "") throw invalid([{ path: "linkLabel", message: "请填写按钮上的字" }]);
  if (linkLabel !== "" && linkUrl === "") throw invalid([{ path: "linkUrl", message: "请填写按钮打开的网址" }]);
}
