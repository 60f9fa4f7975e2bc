import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { createAudience, decideAudience, discardAudience } from "./create-audience.ts";
import { measureEffect } from "./effect.ts";
import { fileName, readAudienceFile } from "./read-file.ts";
import {
  audienceBody,
  audienceParams,
  audienceQuery,
  audienceSchema,
  decisionBody,
  downloadBody,
  effectSchema,
} from "./schemas.ts";
import { audienceSetting } from "./settings.ts";
import { listAudiences, present, requireAudience } from "./store.ts";

const tag = "audiences";
const settingAnswer = z.object({ value: audienceSetting.schema, version: z.number().int() });

/** 人群包: choose members, take them out as a file for advertising or for the guides' WeCom, and see what came of it (DT-16). */
export function audienceRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  return [
    route({
      method: "GET",
      path: "/audiences",
      summary: "Audiences that were asked for, newest first",
      tag,
      access: "audience.read",
      query: audienceQuery,
      answer: pageOf(audienceSchema),
      handle: async ({ actor, query: { cursor, limit, state } }) => {
        const before = decodeCursor(cursor, 1)?.[0] ?? null;
        const rows = await listAudiences(db, actor, {
          state,
          before: before === null ? null : z.uuid().parse(before),
          limit,
        });
        return toPage(
          rows,
          limit,
          (row) => [row.id],
          (row) => present(row, actor),
        );
      },
    }),
    route({
      method: "POST",
      path: "/audiences",
      summary: "Choose members and make a file of them in the background; who lacks the consent is left out",
      tag,
      access: "member.export",
      status: 202,
      body: audienceBody,
      answer: audienceSchema,
      handle: async ({ actor, body }) => present(await createAudience(platform, actor, body), actor),
    }),
    route({
      method: "GET",
      path: "/audiences/:audienceId",
      summary: "One audience: how far it is, how many are in it, and who was left out why",
      tag,
      access: "audience.read",
      params: audienceParams,
      answer: audienceSchema,
      handle: async ({ actor, params }) => present(await requireAudience(db, actor, params.audienceId), actor),
    }),
    route({
      method: "POST",
      path: "/audiences/:audienceId/decision",
      summary: "Approve or reject a large audience that somebody else asked for",
      tag,
      access: "audience.approve",
      params: audienceParams,
      body: decisionBody,
      answer: audienceSchema,
      handle: ({ actor, params, body }) =>
        db
          .transaction()
          .execute(async (tx) => present(await decideAudience(tx, platform, actor, params.audienceId, body), actor)),
    }),
    route({
      method: "POST",
      path: "/audiences/:audienceId/discard",
      summary: "Stop an audience or take its file away at once",
      tag,
      access: "member.export",
      params: audienceParams,
      answer: audienceSchema,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => present(await discardAudience(tx, actor, params.audienceId), actor)),
    }),
    route({
      method: "POST",
      path: "/audiences/:audienceId/download",
      summary: "Download a file of the audience, for a stated reason",
      tag,
      access: "member.export",
      params: audienceParams,
      body: downloadBody,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params, body, reply }) => {
        const audience = await db.transaction().execute(async (tx) => {
          const found = await requireAudience(tx, actor, params.audienceId, true);
          if (found.state !== "ready" || found.expiresAt === null || found.expiresAt <= clock.now())
            throw conflict("audience_not_ready", "文件还没有生成，或已经过期删除", "过期的请重新导出");
          const files = Math.max(1, Math.ceil(found.lines / found.rowsPerFile));
          if (body.file > files) throw invalid([{ path: "file", message: `一共 ${files} 个文件` }]);
          await sql`update audience set downloads = downloads + 1, downloaded_at = coalesce(downloaded_at, ${clock.now()}::timestamptz)
            where id = ${found.id}`.execute(tx);
          await audit(tx, actor, {
            action: "audience.downloaded",
            subject: { kind: "audience", id: found.id },
            orgPath: found.orgPath,
            detail: {
              name: found.name,
              target: found.target,
              purpose: found.purpose,
              reason: body.reason,
              file: body.file,
              members: found.chosen,
              lines: found.lines,
            },
          });
          return found;
        });
        await reply
          .header("content-type", audience.compressed ? "application/gzip" : "text/plain; charset=utf-8")
          .header("content-disposition", `attachment; filename="${fileName(audience, body.file)}"`)
          .header("cache-control", "no-store")
          .send(readAudienceFile(platform, audience, body.file));
        return "";
      },
    }),
    route({
      method: "GET",
      path: "/audiences/:audienceId/effect",
      summary: "What the audience bought after it went out, against those held out at random",
      tag,
      access: "audience.read",
      params: audienceParams,
      answer: effectSchema,
      handle: async ({ actor, params }) => measureEffect(platform, await requireAudience(db, actor, params.audienceId)),
    }),
    route({
      method: "GET",
      path: "/settings/audiences",
      summary: "What holds for all audiences: smallest size, approval, expiry, rows a file",
      tag,
      access: "audience.read",
      answer: settingAnswer,
      handle: () => readSetting(db, audienceSetting),
    }),
    route({
      method: "PUT",
      path: "/settings/audiences",
      summary: "Change what holds for all audiences",
      tag,
      access: "setting.write",
      body: settingAnswer,
      answer: settingAnswer,
      handle: ({ actor, body }) =>
        db.transaction().execute((tx) => {
          requireWholeChain(actor);
          return writeSetting(tx, actor, audienceSetting, body.value, body.version);
        }),
    }),
  ];
}
