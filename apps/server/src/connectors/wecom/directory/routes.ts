import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../../kernel/audit/audit.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import { conflict, notFound } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { leave, requireWholeChain } from "../../../organization/index.ts";
import { directorySetting } from "../settings.ts";
import { describeDirectory, directoryAnswer } from "./describe-directory.ts";
import { rebindGuide } from "./rebind-guide.ts";
import { createStrangers, matchDirectory } from "./record-directory.ts";

const corpQuery = z.object({ corpId: z.string().min(1).max(64) });
const tag = "wecom";

/** How WeCom's directory lies on our organisation, and what a person decides about it. */
export function directoryRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());
  return [
    route({
      method: "GET",
      path: "/wecom/directory",
      summary: "Departments with their units, and members nobody has decided about, with proposals",
      tag,
      access: "connection.read",
      query: corpQuery,
      answer: directoryAnswer,
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        return describeDirectory(db, query.corpId, today());
      },
    }),
    route({
      method: "PUT",
      path: "/wecom/directory/department",
      summary: "Say which unit a department is, or that it is none; null and `byRule` leaves it to the rule again",
      tag,
      access: "connection.write",
      body: corpQuery.extend({
        departmentId: z.int(),
        unitId: z.uuid().nullable(),
        byRule: z.boolean().default(false),
      }),
      answer: directoryAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute(async (tx) => {
          if (body.unitId !== null) {
            const { rows } = await sql`select from org_unit where id = ${body.unitId} and closed_at is null`.execute(
              tx,
            );
            if (rows.length === 0) throw notFound("组织单元");
          }
          const { rows } = await sql<{ name: string }>`
            update wecom_department set org_unit_id = ${body.byRule ? null : body.unitId}, matched_by = ${body.byRule ? null : "hand"}
            where corp_id = ${body.corpId} and department_id = ${body.departmentId} returning name`.execute(tx);
          if (!rows[0]) throw notFound("部门");
          await matchDirectory(tx, body.corpId, [], today());
          await audit(tx, actor, {
            action: "wecom_department.matched",
            subject: { kind: "wecom_department", id: `${body.corpId}/${body.departmentId}` },
            detail: { unitId: body.unitId, byRule: body.byRule },
          });
        });
        return describeDirectory(db, body.corpId, today());
      },
    }),
    route({
      method: "PUT",
      path: "/wecom/directory/member",
      summary: "Say who a member is on the staff: somebody, a new record, or nobody (null)",
      tag,
      access: "connection.write",
      body: corpQuery.extend({
        userid: z.string().min(1).max(64),
        staffId: z.union([z.uuid(), z.literal("new")]).nullable(),
      }),
      answer: directoryAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ userid: string; name: string; departments: number[] }>`
            select userid, name, departments::int[] as departments from wecom_member
            where corp_id = ${body.corpId} and userid = ${body.userid} and left_at is null for update`.execute(tx);
          const member = rows[0];
          if (!member) throw notFound("企业微信成员");
          if (body.staffId === "new") {
            const { value } = await readSetting(tx, directorySetting);
            const { rows: known } = await sql`select from staff where lower(code) = lower(${member.userid})`.execute(
              tx,
            );
            if (known.length > 0)
              throw conflict("code_taken", `工号 ${member.userid} 已有员工使用，请直接选择这名员工`);
            const { rows: units } = await sql<{ id: number; unitId: string }>`
              select department_id::int as id, org_unit_id as "unitId" from wecom_department
              where corp_id = ${body.corpId} and org_unit_id is not null and gone_at is null`.execute(tx);
            const unitOf = new Map(units.map(({ id, unitId }) => [id, unitId]));
            await createStrangers(tx, body.corpId, [member], unitOf, value.roleCode, today());
          } else {
            if (body.staffId !== null) {
              const { rows: staff } =
                await sql`select from staff where id = ${body.staffId} and status = 'active'`.execute(tx);
              if (staff.length === 0) throw notFound("员工");
            }
            await sql`update wecom_member set staff_id = ${body.staffId}, matched_by = 'hand' where corp_id = ${body.corpId} and userid = ${member.userid}`.execute(
              tx,
            );
          }
          await audit(tx, actor, {
            action: "wecom_member.matched",
            subject: { kind: "wecom_member", id: `${body.corpId}/${member.userid}` },
            detail: { staffId: body.staffId },
          });
        });
        await rebindGuide(platform, body.corpId, body.userid);
        return describeDirectory(db, body.corpId, today());
      },
    }),
    route({
      method: "POST",
      path: "/wecom/directory/leavers",
      summary: "Confirm that a member who left WeCom has left the company, or keep the staff record",
      tag,
      access: "connection.write",
      body: corpQuery.extend({ userid: z.string().min(1).max(64), end: z.boolean() }),
      answer: directoryAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ staffId: string }>`
            update wecom_member set leaving = ${body.end ? "ended" : "kept"}
            where corp_id = ${body.corpId} and userid = ${body.userid} and leaving = 'waiting' returning staff_id as "staffId"`.execute(
            tx,
          );
          if (!rows[0]) throw notFound("待确认的离职成员");
          if (body.end) await leave(tx, actor, rows[0].staffId, today());
          await audit(tx, actor, {
            action: body.end ? "wecom_member.leaving_confirmed" : "wecom_member.leaving_declined",
            subject: { kind: "wecom_member", id: `${body.corpId}/${body.userid}` },
          });
        });
        return describeDirectory(db, body.corpId, today());
      },
    }),
  ];
}
