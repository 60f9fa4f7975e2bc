import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";
import type { Placement } from "./vocabulary.ts";

export interface ChecklistCode {
  readonly codeId: string;
  readonly storeNo: number;
  readonly storeName: string;
  readonly sceneTitle: string;
  readonly placement: Placement;
  readonly hungAt: Date | null;
  readonly hungBy: string;
  readonly scans7Days: number;
  readonly isToday: boolean;
}

/** Codes that should hang in the actor's stores: what is missing first, then what is the reason of the day. */
export async function listChecklist(
  db: Db,
  actor: Actor,
  about: { readonly storeNo: number | null; readonly weekday: number; readonly now: Date; readonly limit: number },
): Promise<ChecklistCode[]> {
  const { rows } = await sql<ChecklistCode>`
    with listed as (
      select k.code_id, k.store_no, u.name as store_name, s.title, k.placement, k.hung_at, k.hung_by, ${about.weekday}::int = any(s.weekdays) as is_today
      from scan_scene_code k join scan_scene s on s.no = k.scene_no and s.archived_at is null join live_code c on c.id = k.code_id and c.archived_at is null
        join org_unit u on u.no = k.store_no
      where ${unitCondition(actor, "u.path")} and (${about.storeNo}::int is null or k.store_no = ${about.storeNo}::int)
      order by k.hung_at is not null, is_today desc, u.name, s.no, k.placement limit ${about.limit})
    select l.code_id as "codeId", l.store_no as "storeNo", l.store_name as "storeName", l.title as "sceneTitle", l.placement, l.hung_at as "hungAt",
      l.hung_by as "hungBy", l.is_today as "isToday",
      (select count(*)::int from live_code_visit v where v.code_id = l.code_id and v.ignored is null and v.at > ${about.now}::timestamptz - interval '7 days') as "scans7Days"
    from listed l order by l.hung_at is not null, l.is_today desc, l.store_name, l.title, l.placement`.execute(db);
  return rows;
}

/** The store says that a code hangs, or that it was taken down. */
export async function tickCode(tx: Tx, platform: Platform, actor: Actor, codeId: string, hung: boolean): Promise<void> {
  const { rows } = await sql<{ path: string }>`
    update scan_scene_code k set hung_at = case when ${hung} then ${platform.clock.now()}::timestamptz end, hung_by = ${hung ? actor.name : ""}
    from org_unit u where u.no = k.store_no and k.code_id = ${codeId}::uuid and ${unitCondition(actor, "u.path")}
    returning u.path::text as path`.execute(tx);
  if (!rows[0]) throw notFound("这个场景码");
  await audit(tx, actor, {
    action: hung ? "scan_scene.code_hung" : "scan_scene.code_taken_down",
    subject: { kind: "live_code", id: codeId },
    orgPath: rows[0].path,
    detail: {},
  });
}
