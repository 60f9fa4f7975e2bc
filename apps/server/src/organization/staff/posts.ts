import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { addDays } from "../../kernel/calendar.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { unitKindNames } from "../tree/rules.ts";
import { loadUnit } from "../tree/store.ts";
import { checkAdminRemains, holdsAll, loadAssignableRole } from "./authority.ts";
import { loadStaff, type PostKind } from "./store.ts";

export interface NewPost {
  readonly unitId: string;
  readonly roleCode: string;
  readonly kind: PostKind;
  /** First day, `YYYY-MM-DD`. */
  readonly fromDay: string;
  /** Last day, inclusive; required for temporary support. */
  readonly toDay?: string | null;
}

const overlap = {
  staff_post_no_overlap: () =>
    conflict("post_overlaps", "这位员工在这段时间已有相同的任职", "请调整起止日期，或先结束原来的任职"),
};

/** Gives an active staff member a role at a unit for some days; several stores at once are several posts. Returns the post's id. */
export async function assignPost(tx: Tx, actor: Actor, staffId: string, post: NewPost): Promise<string> {
  const unit = await loadUnit(tx, actor, post.unitId);
  const role = await loadAssignableRole(tx, actor, post.roleCode);
  if (!role.unitKinds.includes(unit.kind)) {
    throw invalid([
      {
        path: "roleCode",
        message: `「${role.name}」只能任职于${role.unitKinds.map((kind) => unitKindNames[kind]).join("、")}`,
      },
    ]);
  }
  if (unit.closedAt) throw conflict("unit_closed", `「${unit.name}」已关闭，不能再安排任职`);
  if (post.toDay != null && post.toDay < post.fromDay)
    throw invalid([{ path: "toDay", message: "结束日期不能早于开始日期" }]);
  if (post.kind === "support" && post.toDay == null)
    throw invalid([{ path: "toDay", message: "临时支援需要填写结束日期" }]);
  const { rows: person } = await sql<{
    name: string;
    status: string;
  }>`select name, status from staff where id = ${staffId} for update`.execute(tx);
  if (!person[0]) throw notFound("员工");
  if (person[0].status === "left") throw conflict("staff_left", `${person[0].name}已离职，请先办理复职`);
  const { rows } = await refuseOn(overlap, () =>
    sql<{ id: string }>`insert into staff_post (staff_id, org_unit_id, role_code, kind, from_day, to_day)
      values (${staffId}, ${unit.id}, ${role.code}, ${post.kind}, ${post.fromDay}, ${post.toDay ?? null}) returning id`.execute(
      tx,
    ),
  );
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "staff.post_assigned",
    subject: { kind: "staff", id: staffId },
    orgPath: unit.path,
    detail: {
      after: {
        postId: id,
        unit: unit.name,
        role: role.name,
        kind: post.kind,
        fromDay: post.fromDay,
        toDay: post.toDay ?? null,
      },
    },
  });
  return id;
}

/** Ends a post with `lastDay`; one that would never have begun by then is taken back altogether. */
export async function endPost(
  tx: Tx,
  actor: Actor,
  staffId: string,
  postId: string,
  lastDay: string,
  today: string,
): Promise<void> {
  const staff = await loadStaff(tx, actor, staffId);
  const post = staff.posts.find((candidate) => candidate.id === postId);
  if (!post) throw notFound("任职");
  const { rows } = await sql<{
    permissions: string[];
    path: string;
  }>`select r.permissions, u.path::text as path from staff_post p join role r on r.code = p.role_code
    join org_unit u on u.id = p.org_unit_id where p.id = ${postId} for update of p`.execute(tx);
  if (!holdsAll(actor, rows[0]?.permissions ?? []))
    throw conflict("beyond_authority", `「${post.roleName}」的权限高于你，请联系管理员`);
  if (post.toDay !== null && post.toDay < today) throw conflict("post_over", "这段任职已经结束");
  if (lastDay < addDays(today, -1)) throw invalid([{ path: "lastDay", message: "结束日期最早为昨天" }]);
  if (post.toDay !== null && lastDay > post.toDay)
    throw invalid([{ path: "lastDay", message: `不能晚于原定的结束日期 ${post.toDay}` }]);
  if (lastDay < post.fromDay) await sql`delete from staff_post where id = ${postId}`.execute(tx);
  else await sql`update staff_post set to_day = ${lastDay}, updated_at = now() where id = ${postId}`.execute(tx);
  if (post.roleCode === "admin") await checkAdminRemains(tx, today);
  await audit(tx, actor, {
    action: "staff.post_ended",
    subject: { kind: "staff", id: staffId },
    orgPath: rows[0]?.path,
    detail: {
      before: { postId, unit: post.unitName, role: post.roleName, toDay: post.toDay },
      after: { toDay: lastDay < post.fromDay ? "cancelled" : lastDay },
    },
  });
}

export interface RosterEntry {
  readonly postId: string;
  readonly staffId: string;
  readonly staffCode: string;
  readonly staffName: string;
  readonly roleCode: string;
  readonly roleName: string;
  readonly kind: PostKind;
  readonly fromDay: string;
  readonly toDay: string | null;
}

/** Who serves a unit on a day, managers first; temporary support and rotation count like everybody else. */
export async function listRoster(db: Db | Tx, unitId: string, day: string): Promise<RosterEntry[]> {
  const { rows } = await sql<RosterEntry>`
    select p.id as "postId", s.id as "staffId", s.code as "staffCode", s.name as "staffName", r.code as "roleCode", r.name as "roleName",
      p.kind, p.from_day as "fromDay", p.to_day as "toDay"
    from staff_post p join staff s on s.id = p.staff_id join role r on r.code = p.role_code
    where p.org_unit_id = ${unitId} and p.days @> ${day}::date and (s.status = 'active' or s.left_on >= ${day}::date)
    order by r.sort_order, p.kind, s.code`.execute(db);
  return rows;
}
