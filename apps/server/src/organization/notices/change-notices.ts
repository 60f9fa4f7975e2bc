import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { covers, inScope, seesWholeChain } from "../scope/rules.ts";
import { reachedPosts } from "./reach.ts";
import { type Attachment, findNotice, type Notice, type NoticeKind } from "./store.ts";

/** Whom a notice is for: posts at or below units, of roles (empty = all), and single posts. */
export interface Target {
  readonly unitIds: readonly string[];
  readonly roleCodes: readonly string[];
  readonly postIds: readonly string[];
}

export interface VersionFields {
  readonly title: string;
  readonly body: string;
  readonly attachments: readonly Attachment[];
}

export interface Moment {
  readonly at: Date;
  readonly today: string;
}

/** How many people a target reaches today, all within the actor's scope. @throws Refusal when it names what is out of scope */
export async function countReach(tx: Tx, actor: Actor, target: Target, today: string): Promise<number> {
  await checkTarget(tx, actor, target);
  const reach = {
    unitIds: sql`${target.unitIds}::uuid[]`,
    roleCodes: sql`${target.roleCodes}::text[]`,
    postIds: sql`${target.postIds}::uuid[]`,
    day: sql`${today}::date`,
  };
  const { rows } = await sql<{
    people: number;
  }>`select count(distinct s.id)::int as people from ${reachedPosts(reach)}`.execute(tx);
  return rows[0]?.people ?? 0;
}

/** Issues a notice from the topmost unit of the actor's scope that covers its target; returns its id. */
export async function publishNotice(
  tx: Tx,
  actor: Actor,
  wanted: VersionFields & Target & { readonly kind: NoticeKind; readonly confirmBy: Date | null },
  moment: Moment,
): Promise<string> {
  const { at, today } = moment;
  checkDeadline(wanted.confirmBy, at);
  const people = await countReach(tx, actor, wanted, today);
  if (people === 0) throw conflict("notice_reaches_nobody", "这样选没有一位在岗员工会收到", "请放宽范围或角色");
  const issuer = await issuerOf(tx, actor, wanted);
  const { rows } = await sql<{
    id: string;
  }>`insert into notice (org_unit_id, kind, unit_ids, role_codes, post_ids, confirm_by, created_at, created_by_id, created_by)
    values (${issuer.id}, ${wanted.kind}, ${wanted.unitIds}::uuid[], ${wanted.roleCodes}::text[], ${wanted.postIds}::uuid[], ${wanted.confirmBy}, ${at}, ${actor.id}, ${actor.name})
    returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await insertVersion(tx, id, 1, { ...wanted, material: true, note: "" }, at, actor.name);
  await audit(tx, actor, {
    action: "notice.published",
    subject: { kind: "notice", id },
    orgPath: issuer.path,
    detail: { title: wanted.title, people },
  });
  return id;
}

/**
 * Publishes the next version, often in answer to feedback. Marked material, everybody confirms anew; otherwise readers only see
 * what changed.
 */
export async function reviseNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: VersionFields & {
    readonly material: boolean;
    readonly note: string;
    readonly confirmBy?: Date;
    readonly takesUp: readonly string[];
    readonly basedOn: number;
  },
  { at, today }: Moment,
): Promise<void> {
  const notice = await lockOwn(tx, actor, id, today);
  if (notice.version !== wanted.basedOn)
    throw conflict("notice_changed", `${notice.publishedBy}刚刚发布了第 ${notice.version} 版，请刷新后在新版上修改`);
  if (wanted.confirmBy !== undefined) {
    if (notice.confirmBy === null)
      throw invalid([{ path: "confirmBy", message: "这条通知不要求确认；需要确认请另发一条" }]);
    checkDeadline(wanted.confirmBy, at);
    await sql`update notice set confirm_by = ${wanted.confirmBy} where id = ${id}`.execute(tx);
  }
  const version = notice.version + 1;
  await insertVersion(tx, id, version, wanted, at, actor.name);
  const { numAffectedRows } = await sql`update notice_feedback set taken_up_in = ${version}
    where notice_id = ${id} and id = any(${wanted.takesUp}::uuid[]) and taken_up_in is null`.execute(tx);
  if (Number(numAffectedRows ?? 0n) !== new Set(wanted.takesUp).size)
    throw invalid([{ path: "takesUp", message: "有反馈已在别的版本里采纳，请刷新后重选" }]);
  await audit(tx, actor, {
    action: "notice.revised",
    subject: { kind: "notice", id },
    orgPath: notice.unitPath,
    detail: { version, note: wanted.note, material: wanted.material, feedback: wanted.takesUp.length },
  });
}

/** Answers one piece of feedback in words; the person who gave it sees the answer with the notice. */
export async function replyToFeedback(
  tx: Tx,
  actor: Actor,
  id: string,
  feedbackId: string,
  reply: string,
  { at, today }: Moment,
): Promise<void> {
  const notice = await findNotice(tx, actor, today, id);
  if (notice === null) throw notFound("通知");
  const { rows } = await sql<{
    path: string;
  }>`update notice_feedback f set reply = ${reply}, replied_at = ${at}, replied_by = ${actor.name}
    from org_unit u where f.id = ${feedbackId} and f.notice_id = ${id} and u.id = f.org_unit_id and ${unitCondition(actor, "u.path")}
    returning u.path::text as path`.execute(tx);
  if (!rows[0]) throw notFound("反馈");
  await audit(tx, actor, {
    action: "notice.feedback_replied",
    subject: { kind: "notice", id },
    orgPath: rows[0].path,
    detail: { feedbackId, reply },
  });
}

/** Closes a notice: nobody has to confirm it or can give feedback any more; its figures stand as of this day. */
export async function closeNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  note: string,
  { at, today }: Moment,
): Promise<void> {
  const notice = await lockOwn(tx, actor, id, today);
  await sql`update notice set closed_at = ${at}, closed_on = ${today}, closed_by = ${actor.name}, closing_note = ${note} where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "notice.closed",
    subject: { kind: "notice", id },
    orgPath: notice.unitPath,
    detail: { note },
  });
}

/** The notice, open and the actor's to change, held so that no other version comes in between. */
async function lockOwn(tx: Tx, actor: Actor, id: string, today: string): Promise<Notice> {
  await sql`select from notice where id = ${id} for update`.execute(tx);
  const notice = await findNotice(tx, actor, today, id);
  if (notice === null) throw notFound("通知");
  if (!inScope(actor, notice.unitPath)) throw forbidden(`这条通知由「${notice.unitName}」发布，只能由发布方修改或关闭`);
  if (notice.closedAt !== null) throw conflict("notice_closed", "这条通知已经关闭");
  return notice;
}

function checkDeadline(confirmBy: Date | null, at: Date): void {
  if (confirmBy !== null && confirmBy <= at) throw invalid([{ path: "confirmBy", message: "确认截止时间要晚于现在" }]);
}

async function checkTarget(tx: Tx, actor: Actor, target: Target): Promise<void> {
  const { rows } = await sql<{ units: number; posts: number; roles: string[] }>`select
    (select count(*)::int from org_unit u where u.id = any(${target.unitIds}::uuid[]) and u.closed_at is null and ${unitCondition(actor, "u.path")}) as units,
    (select count(*)::int from staff_post p join org_unit u on u.id = p.org_unit_id
      where p.id = any(${target.postIds}::uuid[]) and ${unitCondition(actor, "u.path")}) as posts,
    array(select r from unnest(${target.roleCodes}::text[]) r where r not in (select code from role)) as roles`.execute(
    tx,
  );
  const found = rows[0];
  const problems: FieldProblem[] = [];
  if (target.unitIds.length + target.postIds.length === 0)
    problems.push({ path: "unitIds", message: "请选择发给哪些单位，或指定人员" });
  if (found && found.units !== new Set(target.unitIds).size)
    problems.push({ path: "unitIds", message: "有单位不存在、已关闭或不在你的权限范围内，请重新选择" });
  if (found && found.posts !== new Set(target.postIds).size)
    problems.push({ path: "postIds", message: "有人员的任职不存在或不在你的权限范围内，请重新选择" });
  if (found?.roles.length) problems.push({ path: "roleCodes", message: `没有角色 ${found.roles.join("、")}` });
  if (problems.length > 0) throw invalid(problems);
}

/** The top of the actor's scope under which all that the target names lies. */
async function issuerOf(tx: Tx, actor: Actor, target: Target): Promise<{ id: string; path: string }> {
  const { rows } = await sql<{ path: string }>`
    select u.path::text as path from org_unit u where u.id = any(${target.unitIds}::uuid[])
    union select u.path::text from staff_post p join org_unit u on u.id = p.org_unit_id where p.id = any(${target.postIds}::uuid[])`.execute(
    tx,
  );
  const root = actor.scope.find((top) => rows.every(({ path }) => covers(top, path)));
  const issuer = await sql<{ id: string; path: string }>`select id, path::text as path from org_unit
    where ${seesWholeChain(actor) ? sql`kind = 'headquarters'` : sql`path = ${root ?? ""}::ltree`}`.execute(tx);
  if (!issuer.rows[0])
    throw invalid([{ path: "unitIds", message: "你分管的几个单位要分开发：一条通知只能由一个单位发出" }]);
  return issuer.rows[0];
}

async function insertVersion(
  tx: Tx,
  id: string,
  version: number,
  fields: VersionFields & { readonly material: boolean; readonly note: string },
  at: Date,
  by: string,
): Promise<void> {
  await sql`insert into notice_version (notice_id, version, title, body, attachments, material, note, published_at, published_by)
    values (${id}, ${version}, ${fields.title}, ${fields.body}, ${JSON.stringify(fields.attachments)}::jsonb, ${fields.material}, ${fields.note}, ${at}, ${by})`.execute(
    tx,
  );
}
