import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { PhoneChannel } from "../../engagement/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { Access } from "./gateway.ts";

export interface MessageService {
  readonly id: string;
  readonly kind: PhoneChannel;
  readonly name: string;
  readonly baseUrl: string;
  readonly appKey: string;
  readonly secretSealed: string;
  readonly lines: readonly string[];
  readonly enabled: boolean;
  readonly version: number;
  readonly heardAt: Date | null;
  readonly checkedAt: Date | null;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly name: string;
  readonly state: "good" | "failed";
  /** Chinese: what was seen, and what to do about it. */
  readonly says: string;
}

export const serviceBody = z.object({
  kind: z.enum(["sms", "ai_call"]),
  name: z.string().trim().min(1, "请填写名称").max(60),
  baseUrl: z.url({ protocol: /^https?$/, error: "请填写以 http:// 或 https:// 开头的服务地址" }).max(300),
  appKey: z.string().trim().min(1, "请填写 AppKey").max(120),
  secret: z
    .string()
    .min(16, "密钥至少 16 位")
    .max(200)
    .optional()
    .describe("Only when it is set or changed; never told again"),
  lines: z.array(z.string().trim().min(3).max(30)).max(200).default([]).describe("Numbers that calls come from"),
  enabled: z.boolean().default(true),
});
export type ServiceDraft = z.output<typeof serviceBody>;

const columns = sql`id, kind, name, base_url as "baseUrl", app_key as "appKey", secret_sealed as "secretSealed", lines, enabled, version,
  heard_at as "heardAt", checked_at as "checkedAt", findings`;

export async function listServices(db: Kysely<DB>, kind?: PhoneChannel): Promise<MessageService[]> {
  const { rows } = await sql<MessageService>`
    select ${columns} from message_service where (${kind ?? null}::text is null or kind = ${kind ?? null}) order by kind, name`.execute(
    db,
  );
  return rows;
}

export async function findService(db: Kysely<DB>, id: string): Promise<MessageService | undefined> {
  const { rows } = await sql<MessageService>`select ${columns} from message_service where id = ${id}`.execute(db);
  return rows[0];
}

/** @throws Refusal `not_found` */
export async function requireService(db: Kysely<DB>, id: string): Promise<MessageService> {
  const service = await findService(db, id);
  if (!service) throw notFound("这个短信或外呼服务");
  return service;
}

export const accessOf = ({ cipher }: Pick<Platform, "cipher">, service: MessageService): Access => ({
  baseUrl: service.baseUrl,
  appKey: service.appKey,
  secret: cipher.open(service.secretSealed),
});

/** Enters a service, or changes one over the version that was seen. A secret never goes to another address than the one it was given for. @throws Refusal */
export async function saveService(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  draft: ServiceDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<string> {
  const { secret, ...shown } = draft;
  const before = at ? await requireService(tx, at.id) : undefined;
  if (secret === undefined && (!before || new URL(before.baseUrl).host !== new URL(draft.baseUrl).host))
    throw invalid([{ path: "secret", message: before ? "服务地址变了，请重新填写密钥" : "请填写密钥" }]);
  const sealed = secret === undefined ? (before?.secretSealed ?? "") : platform.cipher.seal(secret);
  const { rows } = at
    ? await sql<{ id: string }>`
        update message_service set name = ${draft.name}, base_url = ${draft.baseUrl}, app_key = ${draft.appKey}, secret_sealed = ${sealed},
          lines = ${draft.lines}::text[], enabled = ${draft.enabled}, version = version + 1, checked_at = null, findings = '[]'
        where id = ${at.id} and version = ${at.version} and kind = ${draft.kind} returning id`.execute(tx)
    : await sql<{ id: string }>`
        insert into message_service (kind, name, base_url, app_key, secret_sealed, lines, enabled, created_at, created_by)
        values (${draft.kind}, ${draft.name}, ${draft.baseUrl}, ${draft.appKey}, ${sealed}, ${draft.lines}::text[], ${draft.enabled},
          ${platform.clock.now()}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw conflict("service_changed", "这个服务刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: at ? "message_service.changed" : "message_service.created",
    subject: { kind: "message_service", id },
    detail: { ...shown, secretChanged: secret !== undefined },
  });
  return id;
}
