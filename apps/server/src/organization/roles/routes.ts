import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { allPermissions, permissions } from "../../kernel/http/permission.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { holdsAll } from "../staff/authority.ts";
import { unitKinds } from "../tree/rules.ts";
import { createRole, deleteRole, editRole, homes, listRoles, loadRole } from "./roles.ts";

const permission = z.enum(allPermissions);

const fields = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "用小写字母、数字和下划线，以字母开头"),
  name: z.string().trim().min(1).max(30),
  duties: z.string().trim().max(500).describe("What whoever holds it answers for"),
  permissions: z.array(permission).max(allPermissions.length),
  unitKinds: z.array(z.enum(unitKinds)).min(1).describe("The kinds of unit at which it can be held"),
  home: z.enum(homes).describe("Where the console opens"),
});

const roleSchema = fields.extend({ builtin: z.boolean(), holders: z.number().int() });
const listedRoleSchema = roleSchema.extend({
  assignable: z.boolean().describe("The caller may give it: it allows nothing that they lack"),
});
const roleParams = z.object({ roleCode: z.string().max(40) });

export function roleRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());

  return [
    route({
      method: "GET",
      path: "/permissions",
      summary: "Everything a role can allow",
      tag: "roles",
      access: "signed_in",
      answer: z.object({ items: z.array(z.object({ code: permission, name: z.string() })) }),
      handle: async () => ({ items: allPermissions.map((code) => ({ code, name: permissions[code] })) }),
    }),
    route({
      method: "GET",
      path: "/roles",
      summary: "The catalogue of roles with duties and permissions",
      tag: "roles",
      access: "staff.read",
      answer: z.object({ items: z.array(listedRoleSchema) }),
      handle: async ({ actor }) => ({
        items: (await listRoles(db, today())).map((role) => ({
          ...role,
          assignable: holdsAll(actor, role.permissions),
        })),
      }),
    }),
    route({
      method: "POST",
      path: "/roles",
      summary: "Add a role",
      tag: "roles",
      access: "role.write",
      body: fields,
      answer: roleSchema,
      status: 201,
      handle: async ({ actor, body }) => {
        await db.transaction().execute((tx) => createRole(tx, actor, body));
        return loadRole(db, body.code, today());
      },
    }),
    route({
      method: "PATCH",
      path: "/roles/:roleCode",
      summary: "Change a role",
      tag: "roles",
      access: "role.write",
      params: roleParams,
      body: fields.omit({ code: true }).partial(),
      answer: roleSchema,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editRole(tx, actor, params.roleCode, body, today()));
        return loadRole(db, params.roleCode, today());
      },
    }),
    route({
      method: "DELETE",
      path: "/roles/:roleCode",
      summary: "Remove a role that nobody ever held",
      tag: "roles",
      access: "role.write",
      params: roleParams,
      answer: z.null(),
      status: 204,
      handle: async ({ actor, params }) => {
        await db.transaction().execute((tx) => deleteRole(tx, actor, params.roleCode, today()));
        return null;
      },
    }),
  ];
}
