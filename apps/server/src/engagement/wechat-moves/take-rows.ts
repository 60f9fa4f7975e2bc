import { type Kysely, sql } from "kysely";
import { identifierKeyOf, normalisePhone } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { ownersOf } from "./owners.ts";
import type { MovedCustomer, MovedGroup } from "./schemas.ts";
import { requireMove } from "./store.ts";

export interface About {
  readonly name: string | null;
  readonly wechatId: string | null;
  readonly note: string | null;
}

/**
 * Takes customers of guides' personal WeChat into a move; who is there already stays as it was. Whose phone is a member's is matched at
 * once (`matchMembers` does it later for the others).
 *
 * @throws Refusal naming each line with an unknown guide, a phone that is none, or a tag that the library lacks
 */
export async function takeCustomers(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  moveId: string,
  customers: readonly MovedCustomer[],
): Promise<{ added: number; known: number }> {
  await requireOpen(tx, moveId);
  const now = platform.clock.now();
  const owners = await ownersOf(tx, actor, customers, "customers", dayIn(platform.config.timeZone, now));
  const tags = await tagsByName(
    tx,
    customers.flatMap((each) => each.tags),
  );
  const problems: FieldProblem[] = [];
  const rows = customers.map(({ phone: given, name, wechatId, note, tags: names }, at) => {
    const phone = given ? normalisePhone(given) : null;
    if (given && phone === null)
      problems.push({ path: `customers.${at}.phone`, message: `第 ${at + 1} 行：手机号应为 11 位` });
    for (const tag of names)
      if (!tags.has(tag))
        problems.push({ path: `customers.${at}.tags`, message: `第 ${at + 1} 行：标签库里没有「${tag}」` });
    const owner = owners[at];
    const about: About = { name: name || null, wechatId: wechatId || null, note: note || null };
    const identity = phone ?? (about.wechatId ? `wx:${about.wechatId}` : `name:${about.name}`);
    return {
      guideId: owner?.guideId,
      storeNo: owner?.storeNo,
      rowKey: platform.cipher.blindIndex("wechat_move_row", `${owner?.guideId} ${identity}`).toString("hex"),
      phoneKey: phone === null ? null : identifierKeyOf(platform, "phone", phone),
      phone: phone === null ? null : platform.cipher.seal(phone),
      about: platform.cipher.seal(JSON.stringify(about)),
      tagNos: names.flatMap((tag) => tags.get(tag) ?? []),
    };
  });
  if (problems.length > 0) throw invalid(problems.slice(0, 50));
  const { rows: added } = await sql`
    insert into wechat_move_customer (move_id, guide_id, store_no, row_key, phone_key, phone_sealed, about_sealed, tag_nos, created_at)
    select distinct on (r."rowKey") ${moveId}::uuid, r."guideId", r."storeNo", decode(r."rowKey", 'hex'), r."phoneKey", r.phone, r.about,
      array(select jsonb_array_elements_text(r."tagNos")::int), ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("guideId" uuid, "storeNo" int, "rowKey" text, "phoneKey" uuid, phone text, about text, "tagNos" jsonb)
    on conflict (move_id, row_key) do nothing returning no`.execute(tx);
  await matchMembers(tx);
  await audit(tx, actor, {
    action: "wechat_move.customers_entered",
    subject: { kind: "wechat_move", id: moveId },
    detail: { added: added.length, known: customers.length - added.length },
  });
  return { added: added.length, known: customers.length - added.length };
}

/** @throws Refusal naming each line with an unknown guide */
export async function takeGroups(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  moveId: string,
  groups: readonly MovedGroup[],
): Promise<{ added: number; known: number }> {
  await requireOpen(tx, moveId);
  const now = platform.clock.now();
  const owners = await ownersOf(tx, actor, groups, "groups", dayIn(platform.config.timeZone, now));
  const rows = groups.map(({ name, people }, at) => ({ ...owners[at], name, people }));
  const { rows: added } = await sql`
    insert into wechat_move_group (move_id, guide_id, store_no, name, people, created_at)
    select distinct on (r."guideId", r.name) ${moveId}::uuid, r."guideId", r."storeNo", r.name, r.people, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("guideId" uuid, "storeNo" int, name text, people int)
    on conflict (move_id, guide_id, name) do nothing returning id`.execute(tx);
  await audit(tx, actor, {
    action: "wechat_move.groups_entered",
    subject: { kind: "wechat_move", id: moveId },
    detail: { added: added.length },
  });
  return { added: added.length, known: groups.length - added.length };
}

/** Ties rows to the members who hold their phones. Set-based; what is tied stays, whatever the phone does later. */
export async function matchMembers(tx: Kysely<DB>): Promise<void> {
  await sql`
    update wechat_move_customer c set member_no = i.member_no, origin_no = coalesce(i.origin_no, i.member_no)
    from identifier i where c.member_no is null and i.value_index = c.phone_key and i.member_no is not null`.execute(
    tx,
  );
}

async function requireOpen(tx: Tx, moveId: string): Promise<void> {
  const move = await requireMove(tx, moveId);
  if (move.closedAt !== null) throw conflict("wechat_move_closed", "这次迁移已经结束，请开一次新的迁移");
}

async function tagsByName(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; tagNo: number }>`
    select name, min(tag_no) as "tagNo" from tag where name = any(${[...new Set(names)]}::text[]) and archived_at is null group by 1`.execute(
    tx,
  );
  return new Map(rows.map(({ name, tagNo }) => [name, tagNo]));
}
