import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { OutboundContent } from "../outbound/content.ts";
import { type PhoneChannel, variablesOf } from "./rules.ts";

export interface PhoneTemplate {
  readonly id: string;
  readonly serviceId: string;
  readonly kind: PhoneChannel;
  readonly code: string;
  readonly name: string;
  readonly signature: string;
  readonly text: string;
  readonly purpose: "marketing" | "service";
  readonly pausedAt: Date | null;
  readonly pausedWhy: string | null;
  readonly version: number;
}

export const templateBody = z.object({
  serviceId: z.uuid(),
  kind: z.enum(["sms", "ai_call"]),
  code: z.string().trim().min(1, "请填写服务商给的编号").max(64),
  name: z.string().trim().min(1, "请填写名称").max(60),
  signature: z.string().trim().max(16).default("").describe("【signature】 of a text message, as approved"),
  text: z.string().trim().min(1, "请填写内容").max(500).describe("With {variables}"),
  purpose: z.enum(["marketing", "service"]),
});
export type TemplateDraft = z.output<typeof templateBody>;

const columns = sql`t.id, t.service_id as "serviceId", t.kind, t.code, t.name, t.signature, t.text, t.purpose, t.paused_at as "pausedAt",
  t.paused_why as "pausedWhy", t.version`;

export async function listTemplates(db: Kysely<DB>): Promise<PhoneTemplate[]> {
  const { rows } = await sql<PhoneTemplate>`
    select ${columns} from phone_template t where t.archived_at is null order by t.kind, t.name`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function requireTemplate(db: Kysely<DB>, id: string): Promise<PhoneTemplate> {
  const { rows } = await sql<PhoneTemplate>`
    select ${columns} from phone_template t where t.id = ${id} and t.archived_at is null`.execute(db);
  if (!rows[0]) throw notFound("这个短信模板或外呼话术");
  return rows[0];
}

function checkDraft({ kind, signature, text }: TemplateDraft): void {
  if (kind === "sms" && signature === "")
    throw invalid([{ path: "signature", message: "短信必须有签名，填写审核通过的签名（不带【】）" }]);
  if (kind === "sms" && /拒收|退订/.test(text))
    throw invalid([{ path: "text", message: "退订说明会按规定自动加在营销短信末尾，请不要写在内容里" }]);
}

/** Enters a template, or changes one over the version that was seen. @throws Refusal */
export async function saveTemplate(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  draft: TemplateDraft,
  at?: { readonly id: string; readonly version: number },
): Promise<string> {
  checkDraft(draft);
  const taken = () => conflict("template_code_taken", "这个服务商编号已经登记过");
  const { rows } = await refuseOn({ phone_template_code: taken }, () =>
    at
      ? sql<{ id: string }>`
        update phone_template set code = ${draft.code}, name = ${draft.name}, signature = ${draft.signature}, text = ${draft.text},
          purpose = ${draft.purpose}, version = version + 1
        where id = ${at.id} and version = ${at.version} and kind = ${draft.kind} and service_id = ${draft.serviceId} and archived_at is null
        returning id`.execute(tx)
      : sql<{ id: string }>`
        insert into phone_template (service_id, kind, code, name, signature, text, purpose, created_at, created_by)
        values (${draft.serviceId}, ${draft.kind}, ${draft.code}, ${draft.name}, ${draft.signature}, ${draft.text}, ${draft.purpose},
          ${platform.clock.now()}, ${actor.name}) returning id`.execute(tx),
  );
  const id = rows[0]?.id;
  if (id === undefined) throw conflict("template_changed", "这个模板刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: at ? "phone_template.changed" : "phone_template.created",
    subject: { kind: "phone_template", id },
    detail: { ...draft },
  });
  return id;
}

export type TemplateState = "resume" | "pause" | "archive";

/** Pauses, resumes or archives a template; who paused it by complaints has to be overruled by a person. */
export async function steerTemplate(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  to: TemplateState,
): Promise<void> {
  const template = await requireTemplate(tx, id);
  const now = platform.clock.now();
  await sql`update phone_template set version = version + 1,
      paused_at = ${to === "pause" ? now : null}, paused_why = ${to === "pause" ? `${actor.name}暂停` : null},
      archived_at = ${to === "archive" ? now : null} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: `phone_template.${to}d`,
    subject: { kind: "phone_template", id },
    detail: { name: template.name, pausedWhy: template.pausedWhy },
  });
}

/**
 * The template that a message names, when it may be sent: known, of the channel and service, not paused, every variable filled.
 *
 * @throws Refusal that names the field
 */
export async function templateOf(
  db: Kysely<DB>,
  channel: PhoneChannel,
  serviceId: string,
  content: OutboundContent,
): Promise<PhoneTemplate> {
  const named = content.template;
  const none = () => invalid([{ path: "content.template.id", message: "请选择这个服务商的模板或话术" }]);
  if (!named || !z.uuid().safeParse(named.id).success) throw none();
  const { rows } = await sql<PhoneTemplate>`
    select ${columns} from phone_template t
    where t.id = ${named.id} and t.kind = ${channel} and t.service_id = ${serviceId} and t.archived_at is null`.execute(
    db,
  );
  const template = rows[0];
  if (!template) throw none();
  if (template.pausedAt !== null)
    throw conflict(
      "template_paused",
      `「${template.name}」已暂停：${template.pausedWhy ?? ""}`,
      "核实后可以恢复，或换一个模板",
    );
  const missing = variablesOf(template.text).find((name) => !named.data[name]?.trim());
  if (missing !== undefined)
    throw invalid([{ path: `content.template.data.${missing}`, message: `请填写「${missing}」` }]);
  return template;
}
