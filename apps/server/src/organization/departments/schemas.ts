import { z } from "zod";
import { unitKinds } from "../tree/rules.ts";

const day = z.iso.date();

const functionFields = z.object({
  id: z.uuid().optional().describe("Of a function that is there already"),
  name: z.string().trim().min(1, "请填写职能名称").max(40),
  roleCode: z.string().max(40).nullable().default(null).describe("Team role whose duties it carries"),
  duties: z.string().trim().max(500).default("").describe("Duties on top of the role's"),
  planned: z.number().int("编制请填整数").min(0).max(999).describe("Planned head count"),
});

const fields = {
  name: z.string().trim().min(2, "请填写部门名称").max(40),
  purpose: z.string().trim().max(500).default(""),
  reportsToStaffId: z.uuid().nullable().default(null).describe("Person it reports to"),
  reportsToDepartmentId: z.uuid().nullable().default(null).describe("Department it reports to"),
  reportsToTitle: z.string().trim().max(40).default("").describe("How the chain calls the one above, e.g. 首席增长官"),
  functions: z.array(functionFields).min(1, "请至少写一项职能").max(30),
};

export const departmentBody = z.object({ unitId: z.uuid().describe("Headquarters, a region or a dealer"), ...fields });
export const departmentEditBody = z.object({ ...fields, basedOn: z.number().int().min(1) });
export const departmentParams = z.object({ departmentId: z.uuid() });
export const assignmentParams = z.object({ departmentId: z.uuid(), assignmentId: z.uuid() });
export const assignBody = z.object({
  functionId: z.uuid(),
  staffId: z.uuid(),
  isHead: z.boolean().default(false).describe("Heads the department"),
  fromDay: day,
  toDay: day.nullable().default(null).describe("Last day, inclusive"),
});
export const endBody = z.object({ lastDay: day });
export const dayQuery = z.object({ day: day.optional().describe("Who fills it on that day; today unless said") });

const member = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  staffCode: z.string(),
  staffName: z.string(),
  isHead: z.boolean(),
  fromDay: day,
  toDay: day.nullable(),
  current: z.boolean().describe("At work on the day; otherwise still to come"),
  holdsRole: z.boolean().nullable().describe("Whether a post gives the function's team role; null when it names none"),
});

const strength = { planned: z.number().int(), filled: z.number().int(), gap: z.number().int() };

export const departmentSchema = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  unitKind: z.enum(unitKinds),
  name: z.string(),
  purpose: z.string(),
  reportsToStaffId: z.uuid().nullable(),
  reportsToStaffName: z.string().nullable(),
  reportsToDepartmentId: z.uuid().nullable(),
  reportsToDepartmentName: z.string().nullable(),
  reportsToTitle: z.string(),
  version: z.number().int(),
  ...strength,
  functions: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      roleCode: z.string().nullable(),
      roleName: z.string().nullable(),
      roleDuties: z.string(),
      duties: z.string(),
      ...strength,
      members: z.array(member),
    }),
  ),
});
export const departmentsAnswer = z.object({ day, ...strength, items: z.array(departmentSchema) });
