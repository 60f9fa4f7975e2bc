import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition, seesWholeChain, unitCondition } from "../../organization/index.ts";
import type { NewTask } from "./schemas.ts";

export interface Task {
  readonly id: string;
  readonly name: string;
  readonly offer: string;
  readonly script: string;
  readonly strangers: "company" | "guide";
  readonly dueOn: string | null;
  readonly unitName: string;
  readonly unitPath: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  /** Made in the actor's scope. */
  readonly mine: boolean;
}

const columns = (
  actor: Actor,
) => sql`t.id, t.name, t.offer, t.script, t.strangers, t.due_on::text as "dueOn", u.name as "unitName",
  u.path::text as "unitPath", t.created_by as "createdBy", t.created_at as "createdAt", t.closed_at as "closedAt",
  ${unitCondition(actor, "u.path")} as mine`;

/** SQL: the list `t` of unit `u` was made in the actor's scope, or holds people of it. */
const seen = (actor: Actor): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${unitCondition(actor, "u.path")} or exists (
    select from friend_task_person p where p.task_id = t.id and ${scopeCondition(actor, "p.store_no")}))`;

/** Lists that the actor may see, open and newest first. */
export async function listTasks(db: Kysely<DB>, actor: Actor): Promise<Task[]> {
  const { rows } = await sql<Task>`select ${columns(actor)} from friend_task t join org_unit u on u.id = t.org_unit_id
    where ${seen(actor)} order by t.closed_at is not null, t.id desc limit 100`.execute(db);
  return rows;
}

/** @throws Refusal not_found */
export async function requireTask(db: Kysely<DB>, actor: Actor, id: string): Promise<Task> {
  const { rows } = await sql<Task>`select ${columns(actor)} from friend_task t join org_unit u on u.id = t.org_unit_id
    where t.id = ${id} and ${seen(actor)}`.execute(db);
  if (!rows[0]) throw notFound("这个加好友任务");
  return rows[0];
}

/** A list that the actor may change. @throws Refusal not_found, `friend_task_closed` */
export async function requireOwnTask(tx: Tx, actor: Actor, id: string): Promise<Task> {
  await sql`select from friend_task where id = ${id} for update`.execute(tx);
  const task = await requireTask(tx, actor, id);
  if (!task.mine) throw notFound("这个加好友任务");
  if (task.closedAt !== null) throw conflict("friend_task_closed", "这个任务已经结束，请新建一个");
  return task;
}

/** Opens a list at a unit of the actor's scope. @returns its id */
export async function createTask(tx: Tx, actor: Actor, wanted: NewTask, now: Date): Promise<string> {
  const top = seesWholeChain(actor) ? sql`u.kind = 'headquarters'` : sql`u.path = ${actor.scope[0] ?? ""}::ltree`;
  const { rows: units } = await sql<{ id: string; path: string }>`
    select u.id, u.path::text as path from org_unit u
    where ${wanted.orgUnitId ? sql`u.id = ${wanted.orgUnitId}::uuid` : top} and u.closed_at is null
      and ${unitCondition(actor, "u.path")}`.execute(tx);
  const unit = units[0];
  if (!unit) throw invalid([{ path: "orgUnitId", message: "这个单位不存在、已关闭或不在你的范围内" }]);
  const { rows } = await sql<{ id: string }>`
    insert into friend_task (org_unit_id, name, offer, script, strangers, due_on, created_by, created_at)
    values (${unit.id}, ${wanted.name}, ${wanted.offer}, ${wanted.script}, ${wanted.strangers}, ${wanted.dueOn}, ${actor.name}, ${now})
    returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "friend_task.created",
    subject: { kind: "friend_task", id },
    orgPath: unit.path,
    detail: { name: wanted.name, offer: wanted.offer, strangers: wanted.strangers },
  });
  return id;
}

export async function editTask(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: Pick<NewTask, "name" | "offer" | "script" | "dueOn">,
): Promise<void> {
  const before = await requireOwnTask(tx, actor, id);
  await sql`update friend_task set name = ${wanted.name}, offer = ${wanted.offer}, script = ${wanted.script}, due_on = ${wanted.dueOn}
    where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "friend_task.changed",
    subject: { kind: "friend_task", id },
    orgPath: before.unitPath,
    detail: { before: { name: before.name, offer: before.offer, script: before.script }, after: wanted },
  });
}

/** Nobody is asked any more; who answers a request still counts. */
export async function closeTask(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const task = await requireOwnTask(tx, actor, id);
  await sql`update friend_task set closed_at = ${now} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "friend_task.closed",
    subject: { kind: "friend_task", id },
    orgPath: task.unitPath,
    detail: { name: task.name },
  });
}
