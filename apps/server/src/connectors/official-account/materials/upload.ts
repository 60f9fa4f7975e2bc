import type { WeixinAnswer, WeixinMediaKind } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { invalid } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { asked } from "../asked.ts";
import { findOfficialAccount } from "../profile.ts";
import { formatOf, materialProblem, mediaTypes } from "./rules.ts";

export interface MaterialFile {
  readonly kind: WeixinMediaKind;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Material {
  readonly mediaId: string;
  readonly kind: WeixinMediaKind;
  readonly name: string;
  readonly sizeBytes: number;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
}

/** Hands a file to the platform for good: articles, notes, replies and menus name it by its media_id. @throws Refusal */
export async function uploadMaterial(
  platform: Platform,
  actor: Actor,
  accountId: string,
  { kind, name, bytes }: MaterialFile,
): Promise<Material> {
  const problem = materialProblem(kind, bytes);
  if (problem) throw invalid([{ path: "file", message: problem }]);
  const api = weixinApi(platform, await findOfficialAccount(platform, accountId));
  const form = new FormData();
  form.append(
    "media",
    new Blob([new Uint8Array(bytes)], { type: mediaTypes[formatOf(bytes)] ?? "" }),
    fileName(name, bytes),
  );
  if (kind === "video") form.append("description", JSON.stringify({ title: name, introduction: "" }));
  const { media_id: mediaId, url } = await asked(
    api.upload<WeixinAnswer<"POST /cgi-bin/material/add_material">>(
      "/cgi-bin/material/add_material",
      { type: kind },
      form,
    ),
  );
  const uploadedAt = platform.clock.now();
  await platform.db.transaction().execute(async (tx) => {
    await sql`
      insert into official_material (wechat_account_id, media_id, kind, name, size_bytes, url, uploaded_at, uploaded_by)
      values (${accountId}, ${mediaId}, ${kind}, ${name}, ${bytes.length}, ${url ?? null}, ${uploadedAt}, ${actor.name})
      on conflict do nothing`.execute(tx);
    await audit(tx, actor, {
      action: "official_material.uploaded",
      subject: { kind: "wechat_account", id: accountId },
      detail: { mediaId, kind, name, sizeBytes: bytes.length },
    });
  });
  return { mediaId, kind, name, sizeBytes: bytes.length, uploadedAt, uploadedBy: actor.name };
}

/** The platform goes by the ending of the name. */
function fileName(name: string, bytes: Buffer): string {
  const format = formatOf(bytes);
  return name.toLowerCase().endsWith(`.${format}`) ? name : `${name.replace(/\.[^.]*$/, "")}.${format}`;
}
