import { sql } from "kysely";
import { conflict, forbidden, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { findProject, type Project } from "./store.ts";

export interface Moment {
  readonly at: Date;
  readonly today: string;
}

/** The project, held, running, and seen by the actor. @throws Refusal */
export async function lockProject(tx: Tx, actor: Actor, id: string, today: string): Promise<Project> {
  await sql`select from project where id = ${id} for update`.execute(tx);
  const project = await findProject(tx, actor, today, id);
  if (project === null) throw notFound("项目");
  if (project.closedAt !== null) throw conflict("project_closed", "项目已经结项，不能再修改");
  return project;
}

/** The same, when the actor manages it. @throws Refusal */
export async function lockManaged(tx: Tx, actor: Actor, id: string, today: string): Promise<Project> {
  const project = await lockProject(tx, actor, id, today);
  if (!project.seesAll) throw forbidden("只有项目的发起人、负责人或有权管理项目的人可以修改");
  return project;
}
