import { z } from "zod";
import { findMember } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { buildRelationRecords } from "./build-records.ts";
import { exportRecords } from "./export-records.ts";
import { exportBody, relationRecordSchema } from "./schemas.ts";

export function relationRecordRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/members/:memberNo/relation-record",
      summary: "A member's long-term relation as one machine-readable document: line of states, tenure, months",
      tag: "Members",
      access: "member.read",
      params: z.object({ memberNo: z.coerce.number().int().min(1).max(2_147_483_647) }),
      answer: relationRecordSchema,
      handle: async ({ actor, params }) => {
        const { memberNo } = await platform.db.transaction().execute(async (tx) => {
          const member = await findMember(tx, actor, params.memberNo);
          await audit(tx, actor, {
            action: "member.relation_record_read",
            subject: { kind: "member", id: String(member.memberNo) },
            orgPath: member.orgPath,
          });
          return member;
        });
        const [record] = await buildRelationRecords(platform, [memberNo]);
        if (!record) throw notFound("这位客户");
        return record;
      },
    }),
    route({
      method: "POST",
      path: "/relation-records/export",
      summary: "Relation records of the members that meet a rule, as JSON Lines",
      tag: "Members",
      access: "member.export",
      body: exportBody,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, body, reply }) => {
        const lines = await exportRecords(platform, actor, body);
        await reply
          .header("content-type", "application/x-ndjson; charset=utf-8")
          .header("content-disposition", 'attachment; filename="relation-records.jsonl"')
          .send(lines);
        return "";
      },
    }),
  ];
}
