import { WEIXIN_MEDIA } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { invalid, notFound } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { asked } from "../asked.ts";
import { findOfficialAccount } from "../profile.ts";
import { officialParams } from "../schemas.ts";
import { formatOf, materialKinds, mediaTypes, sizeText } from "./rules.ts";
import { type Material, uploadMaterial } from "./upload.ts";

const tag = "official-account";
const kind = z.enum(Object.keys(materialKinds) as [keyof typeof materialKinds, ...(keyof typeof materialKinds)[]]);
const materialSchema = z.object({
  mediaId: z.string(),
  kind,
  name: z.string(),
  sizeBytes: z.int(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
});
const present = ({ uploadedAt, ...material }: Material): z.input<typeof materialSchema> => ({
  ...material,
  uploadedAt: uploadedAt.toISOString(),
});
/** The largest that any kind may be, with room for the form around it. */
const LARGEST = Math.max(...Object.values(WEIXIN_MEDIA).map(({ bytes }) => bytes));

/** 素材: files that articles, notes, replies and menus of an official account name (IN-02). */
export function officialMaterialRoutes(platform: Platform): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/materials",
      summary: "Files that were handed to the platform from here, newest first, and what it takes",
      tag,
      access: "official_account.read",
      params: officialParams,
      query: pageQuery.extend({ kind: kind.optional() }),
      answer: pageOf(materialSchema).extend({
        limits: z.array(z.object({ kind, label: z.string(), size: z.string(), formats: z.array(z.string()) })),
      }),
      handle: async ({ actor, params: { officialAccountId: id }, query: { cursor, limit, kind: only } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        const after = decodeCursor(cursor, 2);
        const { rows } = await sql<Material>`
          select media_id as "mediaId", kind, name, size_bytes as "sizeBytes", uploaded_at as "uploadedAt", uploaded_by as "uploadedBy"
          from official_material where wechat_account_id = ${id} and (${only ?? null}::text is null or kind = ${only ?? null})
            and (${after?.[0] ?? null}::timestamptz is null or (uploaded_at, media_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}))
          order by uploaded_at desc, media_id desc limit ${limit + 1}`.execute(db);
        return {
          ...toPage(rows, limit, (row) => [row.uploadedAt.toISOString(), row.mediaId], present),
          limits: Object.entries(materialKinds).map(([code, label]) => {
            const { bytes, formats } = WEIXIN_MEDIA[code as keyof typeof materialKinds];
            return { kind: code as keyof typeof materialKinds, label, size: sizeText(bytes), formats: [...formats] };
          }),
        };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/materials",
      summary: "Hand a file to the platform for good (multipart/form-data, field `file`)",
      tag,
      access: "official_account.write",
      params: officialParams,
      query: z.object({ kind }),
      raw: "multipart",
      status: 201,
      bodyLimit: LARGEST + 1024 * 1024,
      answer: materialSchema,
      handle: async ({ actor, params: { officialAccountId: id }, query, request }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        if (!request.isMultipart())
          throw invalid([{ path: "file", message: "请用 multipart/form-data 上传，字段名 file" }]);
        const { bytes: most } = WEIXIN_MEDIA[query.kind];
        const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: most } });
        if (!part) throw invalid([{ path: "file", message: "请选择要上传的文件" }]);
        const bytes = await part.toBuffer();
        if (part.file.truncated)
          throw invalid([{ path: "file", message: `${materialKinds[query.kind]}不能超过 ${sizeText(most)}` }]);
        return present(
          await uploadMaterial(platform, actor, id, { kind: query.kind, name: part.filename.slice(0, 100), bytes }),
        );
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/materials/:mediaId/content",
      summary: "A picture among the files, as the platform holds it",
      tag,
      access: "official_account.read",
      params: officialParams.extend({ mediaId: z.string().min(1).max(256) }),
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params: { officialAccountId: id, mediaId }, reply }) => {
        requireWholeChain(actor);
        const { rows } = await sql`
          select from official_material where wechat_account_id = ${id} and media_id = ${mediaId} and kind in ('image', 'thumb')`.execute(
          db,
        );
        if (rows.length === 0) throw notFound("这张图片");
        const api = weixinApi(platform, await findOfficialAccount(platform, id));
        const bytes = await asked(api.picture("/cgi-bin/material/get_material", { media_id: mediaId }));
        await reply
          .type(mediaTypes[formatOf(bytes)] ?? "application/octet-stream")
          .header("cache-control", "private, max-age=86400")
          .header("x-content-type-options", "nosniff")
          .send(bytes);
        return "";
      },
    }),
  ];
}
