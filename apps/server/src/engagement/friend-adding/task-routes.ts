import { sql } from "kysely";
import { z } from "zod";
import { maskName, maskPhone } from "../../customers/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { scopeCondition } from "../../organization/index.ts";
import { assignPeople, type ReadTable } from "./assign-people.ts";
import type { Friendships } from "./port.ts";
import { noRate, rateTask } from "./report.ts";
import {
  assignBody,
  assignedSchema,
  editTaskBody,
  peopleAnswer,
  peopleQuery,
  taskAnswer,
  taskBody,
  taskParams,
  taskQuery,
  taskSchema,
} from "./schemas.ts";
import { friendAddingSetting } from "./settings.ts";
import { type After, listPeople, type PersonRow, tallyPeople, tallyTasks } from "./store.ts";
import { closeTask, createTask, editTask, listTasks, requireTask, type Task } from "./tasks.ts";

const common = { tag: "friend-adding", access: "friend_adding.manage" } as const;

/** The moment with the rules that lists are read by. */
export async function momentOf({ db, clock, config }: Platform) {
  const { value } = await readSetting(db, friendAddingSetting);
  const now = clock.now();
  return {
    ...value,
    now,
    today: dayIn(config.timeZone, now),
    judgedBefore: new Date(now.getTime() - value.waitHours * 3_600_000),
  };
}

/** A person of a list as somebody may see them without opening the phone. */
export function presentPerson({ cipher }: Platform, row: PersonRow) {
  const { nameSealed, phoneSealed, nearness: _, calledAt, sentAt, acceptedAt, no, ...shown } = row;
  return {
    ...shown,
    no: Number(no),
    name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
    phone: phoneSealed === null ? null : maskPhone(cipher.open(phoneSealed)),
    calledAt: calledAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
    acceptedAt: acceptedAt?.toISOString() ?? null,
  };
}

export const afterOf = (cursor: string | undefined) => decodeCursor(cursor, 3) as After | null;
export const keyOf = ({ nearness, valueFen, no }: PersonRow) => [nearness, valueFen, Number(no)];

/** 加好友任务 as headquarters, regions and stores hand them out (AQ-09). */
export function taskRoutes(platform: Platform, friendships: Friendships, readTable: ReadTable): Route[] {
  const { db, clock } = platform;
  const present = ({ unitPath: _, createdAt, closedAt, ...task }: Task) => ({
    ...task,
    createdAt: createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  });
  const nobody = { people: 0, guides: 0, states: {} };
  async function describe(actor: Actor, tasks: readonly Task[]) {
    const ids = tasks.map(({ id }) => id);
    const tallies = await tallyTasks(db, friendships, await momentOf(platform), actor, ids);
    return tasks.map((task) => ({ ...present(task), ...(tallies.get(task.id) ?? nobody) }));
  }
  async function describeOne(actor: Actor, id: string) {
    const [task] = await describe(actor, [await requireTask(db, actor, id)]);
    if (!task) throw new Error(`list ${id} went away while it was read`);
    return task;
  }

  return [
    route({
      ...common,
      method: "GET",
      path: "/friend-tasks",
      summary: "Lists of people to be invited by phone, open and newest first",
      answer: z.object({ items: z.array(taskSchema) }),
      handle: async ({ actor }) => ({ items: await describe(actor, await listTasks(db, actor)) }),
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-tasks",
      summary: "Open a list with its offer and opening words",
      body: taskBody,
      status: 201,
      answer: taskSchema,
      handle: async ({ actor, body }) =>
        describeOne(actor, await db.transaction().execute((tx) => createTask(tx, actor, body, clock.now()))),
    }),
    route({
      ...common,
      method: "GET",
      path: "/friend-tasks/:friendTaskId",
      summary: "One list with its progress by region, store or guide",
      params: taskParams,
      query: taskQuery,
      answer: taskAnswer,
      handle: async ({ actor, params: { friendTaskId }, query: { by } }) => {
        const task = await describeOne(actor, friendTaskId);
        const moment = await momentOf(platform);
        const [people, rates] = await Promise.all([
          tallyPeople(db, friendships, moment, actor, friendTaskId, by),
          rateTask(db, actor, friendTaskId, by, moment.judgedBefore),
        ]);
        return { ...task, rows: people.map((row) => ({ ...noRate, ...rates.get(row.key), ...row })) };
      },
    }),
    route({
      ...common,
      method: "PUT",
      path: "/friend-tasks/:friendTaskId",
      summary: "Change a list's name, offer, opening words and day",
      params: taskParams,
      body: editTaskBody,
      answer: taskSchema,
      handle: async ({ actor, params: { friendTaskId }, body }) => {
        await db.transaction().execute((tx) => editTask(tx, actor, friendTaskId, body));
        return describeOne(actor, friendTaskId);
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-tasks/:friendTaskId/close",
      summary: "Close a list: nobody is asked any more, answers still count",
      params: taskParams,
      answer: taskSchema,
      handle: async ({ actor, params: { friendTaskId } }) => {
        await db.transaction().execute((tx) => closeTask(tx, actor, friendTaskId, clock.now()));
        return describeOne(actor, friendTaskId);
      },
    }),
    route({
      ...common,
      method: "POST",
      path: "/friend-tasks/:friendTaskId/people",
      secret: true,
      summary: "Put people on a list and deal them to guides; who is left out is counted by reason",
      params: taskParams,
      body: assignBody,
      answer: assignedSchema,
      handle: ({ actor, params: { friendTaskId }, body }) =>
        db.transaction().execute((tx) => assignPeople(tx, platform, friendships, readTable, actor, friendTaskId, body)),
    }),
    route({
      ...common,
      method: "GET",
      path: "/friend-tasks/:friendTaskId/people",
      summary: "People of a list in the order in which they are asked",
      params: taskParams,
      query: peopleQuery,
      answer: peopleAnswer,
      handle: async ({ actor, params: { friendTaskId }, query: { cursor, limit, status } }) => {
        await requireTask(db, actor, friendTaskId);
        const where = sql`p.task_id = ${friendTaskId}::uuid and ${scopeCondition(actor, "p.store_no")}`;
        const statuses = status ? [status] : null;
        const moment = await momentOf(platform);
        const rows = await listPeople(db, friendships, moment, where, statuses, afterOf(cursor), limit + 1);
        return toPage(rows, limit, keyOf, (row) => presentPerson(platform, row));
      },
    }),
  ];
}
