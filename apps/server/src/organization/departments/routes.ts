import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { assignMember, closeDepartment, createDepartment, editDepartment, endMember } from "./change-departments.ts";
import { headCount } from "./rules.ts";
import {
  assignBody,
  assignmentParams,
  dayQuery,
  departmentBody,
  departmentEditBody,
  departmentParams,
  departmentSchema,
  departmentsAnswer,
  endBody,
} from "./schemas.ts";
import { type Department, findDepartment, listDepartments } from "./store.ts";

const tag = "Departments";

function present({ functions, ...department }: Department): z.input<typeof departmentSchema> {
  return {
    ...department,
    ...headCount(functions),
    functions: functions.map(({ members, ...each }) => ({ ...each, ...headCount([each]), members: [...members] })),
  };
}

/** Dedicated departments with functions, planned and filled heads (OR-16). */
export function departmentRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const moment = () => {
    const at = platform.clock.now();
    return { at, today: dayIn(platform.config.timeZone, at) };
  };
  const describe = async (actor: Actor, id: string, day = moment().today) => {
    const department = await findDepartment(db, actor, day, id);
    if (department === null) throw notFound("部门");
    return present(department);
  };

  return [
    route({
      method: "GET",
      path: "/departments",
      summary: "Departments in scope with their reporting lines, functions, people and open heads on a day",
      tag,
      access: "staff.read",
      query: dayQuery,
      answer: departmentsAnswer,
      handle: async ({ actor, query }) => {
        const day = query.day ?? moment().today;
        const departments = await listDepartments(db, actor, day);
        return {
          day,
          ...headCount(departments.flatMap((each) => each.functions)),
          items: departments.map(present),
        };
      },
    }),
    route({
      method: "GET",
      path: "/departments/:departmentId",
      summary: "One department",
      tag,
      access: "staff.read",
      params: departmentParams,
      query: dayQuery,
      answer: departmentSchema,
      handle: async ({ actor, params, query }) => describe(actor, params.departmentId, query.day),
    }),
    route({
      method: "POST",
      path: "/departments",
      summary: "Set up a department",
      tag,
      access: "department.write",
      body: departmentBody,
      answer: departmentSchema,
      status: 201,
      handle: async ({ actor, body }) => {
        const id = await db.transaction().execute((tx) => createDepartment(tx, actor, body, moment()));
        return describe(actor, id);
      },
    }),
    route({
      method: "PUT",
      path: "/departments/:departmentId",
      summary: "Change a department's name, reporting line, functions and planned heads",
      tag,
      access: "department.write",
      params: departmentParams,
      body: departmentEditBody,
      answer: departmentSchema,
      handle: async ({ actor, params: { departmentId }, body }) => {
        await db.transaction().execute((tx) => editDepartment(tx, actor, departmentId, body, moment()));
        return describe(actor, departmentId);
      },
    }),
    route({
      method: "POST",
      path: "/departments/:departmentId/members",
      summary: "Put somebody on a function for some days",
      tag,
      access: "department.write",
      params: departmentParams,
      body: assignBody,
      answer: departmentSchema,
      status: 201,
      handle: async ({ actor, params: { departmentId }, body }) => {
        await db.transaction().execute((tx) => assignMember(tx, actor, departmentId, body, moment()));
        return describe(actor, departmentId);
      },
    }),
    route({
      method: "POST",
      path: "/departments/:departmentId/members/:assignmentId/end",
      summary: "End somebody's assignment",
      tag,
      access: "department.write",
      params: assignmentParams,
      body: endBody,
      answer: departmentSchema,
      handle: async ({ actor, params: { departmentId, assignmentId }, body }) => {
        await db
          .transaction()
          .execute((tx) => endMember(tx, actor, departmentId, assignmentId, body.lastDay, moment()));
        return describe(actor, departmentId);
      },
    }),
    route({
      method: "POST",
      path: "/departments/:departmentId/close",
      summary: "Dissolve a department",
      tag,
      access: "department.write",
      params: departmentParams,
      answer: z.null(),
      status: 204,
      handle: async ({ actor, params: { departmentId } }) => {
        await db.transaction().execute((tx) => closeDepartment(tx, actor, departmentId, moment()));
        return null;
      },
    }),
  ];
}
