import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { inScope } from "../../organization/index.ts";
import { topmostUnit } from "../touchpoints/save-touchpoint.ts";
import { type Contact, contactSchema, type editPartnerBody, type newPartnerBody } from "./schemas.ts";
import { type Partner, requirePartner, type Tx } from "./store.ts";

/** Enters a partner brand. @throws Refusal `not_found`, `partner_exists` */
export async function createPartner(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { unitId, contact, ...draft }: z.output<typeof newPartnerBody>,
): Promise<string> {
  const unit = await topmostUnit(tx, actor, unitId);
  const { rows } = await nameTwin(
    sql<{ id: string }>`
      insert into partner (org_unit_id, brand, company, industry, audience_note, contact_sealed, contract_no, contract_file, contract_from,
        contract_to, created_at, created_by)
      values (${unit.id}, ${draft.brand}, ${draft.company}, ${draft.industry}, ${draft.audienceNote}, ${sealed(platform, contact ?? null)},
        ${draft.contractNo}, ${draft.contractFile}, ${draft.contractFrom}, ${draft.contractTo}, ${platform.clock.now()}, ${actor.name})
      returning id`.execute(tx),
  );
  const { id } = rows[0] as { id: string };
  await audit(tx, actor, {
    action: "partner.created",
    subject: { kind: "partner", id },
    orgPath: unit.path,
    detail: { ...draft, contact: contact ? "已填写" : "" },
  });
  return id;
}

/** @throws Refusal `not_found`, `forbidden`, `partner_changed`, `partner_exists`, `partner_busy` */
export async function editPartner(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { version, archived, contact, ...edit }: z.output<typeof editPartnerBody>,
): Promise<void> {
  const before = await requireOwnPartner(tx, actor, id);
  if (archived) await requireIdle(tx, id);
  const contactSealed = contact === undefined ? before.contactSealed : sealed(platform, contact);
  const { rows } = await nameTwin(
    sql`
      update partner set brand = ${edit.brand}, company = ${edit.company}, industry = ${edit.industry}, audience_note = ${edit.audienceNote},
        contact_sealed = ${contactSealed}, contract_no = ${edit.contractNo}, contract_file = ${edit.contractFile},
        contract_from = ${edit.contractFrom}, contract_to = ${edit.contractTo}, version = version + 1,
        archived_at = case when ${archived} then coalesce(archived_at, ${platform.clock.now()}) end
      where id = ${id} and version = ${version} returning id`.execute(tx),
  );
  if (rows.length === 0) throw conflict("partner_changed", "这个品牌刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "partner.edited",
    subject: { kind: "partner", id },
    orgPath: before.orgPath,
    detail: { ...edit, archived, contact: contact === undefined ? "未改" : contact === null ? "已清空" : "已修改" },
  });
}

/** Reads the contact in the clear, which leaves a trail. */
export async function revealContact(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Contact | null> {
  const { brand, contactSealed, orgPath } = await requireOwnPartner(tx, actor, id);
  await audit(tx, actor, {
    action: "partner.contact_read",
    subject: { kind: "partner", id },
    orgPath,
    detail: { brand, reason },
  });
  return opened(platform, contactSealed);
}

export function opened({ cipher }: Platform, contactSealed: string | null): Contact | null {
  return contactSealed === null ? null : contactSchema.parse(JSON.parse(cipher.open(contactSealed)));
}

function sealed({ cipher }: Platform, contact: Contact | null): string | null {
  const said = contact !== null && Object.values(contact).some((part) => part !== "");
  return said ? cipher.seal(JSON.stringify(contact)) : null;
}

/** A partner of a unit above is seen, and belongs to those above. */
async function requireOwnPartner(tx: Tx, actor: Actor, id: string): Promise<Partner> {
  const partner = await requirePartner(tx, actor, id);
  if (!inScope(actor, partner.orgPath)) throw forbidden("这是上级登记的合作品牌，只有上级可以查看联系人和修改");
  return partner;
}

async function requireIdle(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from cooperation where partner_id = ${id} and state in ('planned', 'running') order by id desc limit 1`.execute(
    tx,
  );
  if (rows[0]) throw conflict("partner_busy", `合作「${rows[0].name}」还没有结束`, "请先结束或取消它，再停用这个品牌");
}

async function nameTwin<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "constraint" in error && error.constraint === "partner_brand")
      throw conflict("partner_exists", "这个品牌已经登记过", "请在列表里找到它，直接在它下面新建合作");
    throw error;
  }
}
