import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { invalid, notFound } from "../../kernel/errors.ts";
import { pageOf } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition, servesInScope } from "../../organization/index.ts";
import { recordConsent } from "../consent/record-consent.ts";
import { bindMembers } from "./bind-guide.ts";
import { findMember } from "./find-member.ts";
import { listMembers } from "./list-members.ts";
import { loadProfile } from "./profile.ts";
import { recordAttributes } from "./record-attributes.ts";
import { refreshMembers } from "./refresh-members.ts";
import {
  bindBody,
  consentBody,
  editBody,
  listedMember,
  listQuery,
  memberParams,
  profileSchema,
  reasonSchema,
} from "./schemas.ts";

export function memberRoutes(platform: Platform): Route[] {
  const { db, cipher, clock } = platform;
  const subject = (memberNo: number) => ({ kind: "member", id: String(memberNo) });
  return [
    route({
      method: "GET",
      path: "/members",
      summary: "List and search members",
      tag: "members",
      access: "member.read",
      query: listQuery,
      answer: pageOf(listedMember),
      handle: ({ actor, query: { tags, ...query } }) => listMembers(platform, actor, { ...query, tagNos: tags }),
    }),
    route({
      method: "GET",
      path: "/members/:memberNo",
      summary: "Read a member's profile, personal data masked",
      tag: "members",
      access: "member.read",
      params: memberParams,
      answer: profileSchema,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          const member = await findMember(tx, actor, params.memberNo);
          await audit(tx, actor, {
            action: "member.profile_read",
            subject: subject(member.memberNo),
            orgPath: member.orgPath,
          });
          return loadProfile(tx, cipher, member.memberNo, false);
        }),
    }),
    route({
      method: "POST",
      path: "/members/:memberNo/unmask",
      summary: "Read a member's profile with personal data in the clear, for a stated reason",
      tag: "members",
      access: "member.unmask",
      secret: true,
      params: memberParams,
      body: z.object({ reason: reasonSchema }),
      answer: profileSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          const member = await findMember(tx, actor, params.memberNo);
          await audit(tx, actor, {
            action: "member.unmasked",
            subject: subject(member.memberNo),
            orgPath: member.orgPath,
            detail: { reason: body.reason },
          });
          return loadProfile(tx, cipher, member.memberNo, true);
        }),
    }),
    route({
      method: "PATCH",
      path: "/members/:memberNo",
      summary: "Correct a member's attributes",
      tag: "members",
      access: "member.write",
      params: memberParams,
      body: editBody,
      answer: profileSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          const { memberNo, orgPath } = await findMember(tx, actor, params.memberNo);
          const { touched: changed } = await recordAttributes(tx, platform, [
            { originNo: memberNo, memberNo, source: "console", at: clock.now(), values: body },
          ]);
          await refreshMembers(tx, platform, changed);
          await audit(tx, actor, {
            action: "member.edited",
            subject: subject(memberNo),
            orgPath,
            detail: { attributes: Object.keys(body) },
          });
          return loadProfile(tx, cipher, memberNo, false);
        }),
    }),
    route({
      method: "POST",
      path: "/members/:memberNo/bindings",
      summary: "Bind a member to a guide, a store, or both",
      tag: "members",
      access: "member.write",
      params: memberParams,
      body: bindBody,
      answer: profileSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          const { memberNo, orgPath } = await findMember(tx, actor, params.memberNo);
          if (body.storeNo !== null) {
            const { rows } =
              await sql`select from org_unit where no = ${body.storeNo} and kind = 'store' and ${scopeCondition(actor, "no")}`.execute(
                tx,
              );
            if (rows.length === 0) throw notFound("这家门店");
          }
          if (body.guideId !== null) {
            if (!(await servesInScope(tx, actor, body.guideId, dayIn(platform.config.timeZone, clock.now())))) {
              throw invalid([{ path: "guideId", message: "请选择在职的导购" }]);
            }
          }
          const changed = await bindMembers(tx, [
            { originNo: memberNo, memberNo, ...body, source: "console", boundAt: clock.now(), by: actor.name },
          ]);
          await refreshMembers(tx, platform, changed);
          await audit(tx, actor, { action: "member.bound", subject: subject(memberNo), orgPath, detail: body });
          return loadProfile(tx, cipher, memberNo, false);
        }),
    }),
    route({
      method: "POST",
      path: "/members/:memberNo/consents",
      summary: "Record a consent or its withdrawal",
      tag: "members",
      access: "member.write",
      params: memberParams,
      body: consentBody,
      answer: profileSchema,
      handle: ({ actor, params, body: { evidence, ...body } }) =>
        db.transaction().execute(async (tx) => {
          const { memberNo, orgPath } = await findMember(tx, actor, params.memberNo);
          const statement = {
            ...body,
            originNo: memberNo,
            memberNo,
            at: clock.now(),
            source: "console",
            evidence: { note: evidence },
            by: actor.name,
          };
          await recordConsent(tx, [statement]);
          await audit(tx, actor, {
            action: "member.consent_recorded",
            subject: subject(memberNo),
            orgPath,
            detail: body,
          });
          return loadProfile(tx, cipher, memberNo, false);
        }),
    }),
  ];
}
