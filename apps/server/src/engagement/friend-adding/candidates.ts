import { type RawBuilder, sql } from "kysely";
import { identifierKeyOf, memberConditions, normalisePhone } from "../../customers/index.ts";
import { type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import { mostPeople, type PeopleSource, type PersonLine } from "./schemas.ts";

/** Somebody who may be put on a list. */
export interface Wanted {
  readonly memberNo: number | null;
  readonly originNo: number | null;
  readonly phoneKey: string | null;
  readonly phoneSealed: string | null;
  readonly nameSealed: string | null;
  /** Who serves them, or whom the line names. */
  readonly guideId: string | null;
  readonly storeNo: number | null;
  readonly named: boolean;
}

/** Members of the scope that a filter finds or that are named, each with a phone if there is one. @throws Refusal when too many */
export async function wantedMembers(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  source: Extract<PeopleSource, { from: "filter" | "members" }>,
): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select m.member_no as "memberNo", m.member_no as "originNo", i.value_index as "phoneKey", i.value_sealed as "phoneSealed",
      m.name_sealed as "nameSealed", m.guide_id as "guideId", m.store_no as "storeNo", false as named
    from member m left join lateral (
      select value_index, value_sealed from identifier i where i.member_no = m.member_no and i.kind = 'phone' and not i.shared
      order by i.first_seen_at desc, i.value_index limit 1) i on true
    where ${chosenBy(platform, source)} and ${scopeCondition(actor, "m.store_no")}
    order by m.member_no limit ${mostPeople + 1}`.execute(tx);
  if (rows.length > mostPeople)
    throw invalid([{ path: "source", message: `符合条件的客户超过 ${mostPeople} 位，请加条件，分几次安排` }]);
  if (rows.length === 0) throw invalid([{ path: "source", message: "没有符合条件的客户，或不在你的范围内" }]);
  return rows;
}

function chosenBy(
  { cipher }: Platform,
  source: Extract<PeopleSource, { from: "filter" | "members" }>,
): RawBuilder<unknown> {
  if (source.from === "members")
    return sql`m.status = 'active' and m.member_no in (
      select owner_no from member where member_no = any(${source.memberNos}::int[]))`;
  const { tagNos, tier, relation, storeNos } = source;
  if (tagNos.length + storeNos.length === 0 && tier === undefined && relation === undefined)
    throw invalid([{ path: "source", message: "请至少选一个条件：标签、分层、关系或门店" }]);
  const stores = storeNos.length === 0 ? sql`true` : sql`m.store_no = any(${storeNos}::int[])`;
  return sql`${memberConditions(cipher, { tagNos, tier, relation })} and ${stores}`;
}

const mostProblems = 50;

/**
 * People of lines, each with the member who holds the phone; a phone that is there twice counts once.
 *
 * @param path of the list in the request, e.g. `source.lines`
 * @throws Refusal naming each line with a wrong phone or an unknown guide
 */
export async function wantedLines(
  tx: Tx,
  platform: Platform,
  guides: ReadonlyMap<string, { readonly guideId: string; readonly storeNo: number }>,
  lines: readonly (PersonLine & { readonly line?: number })[],
  path: string,
): Promise<Wanted[]> {
  const problems: FieldProblem[] = [];
  const byKey = new Map<string, Wanted & { phoneKey: string }>();
  for (const [at, { phone: given, name, guideCode, line }] of lines.entries()) {
    const place = line ?? at + 1;
    const phone = normalisePhone(given);
    const guide = guideCode === undefined ? undefined : guides.get(guideCode);
    if (phone === null) problems.push({ path: `${path}.${at}.phone`, message: `第 ${place} 行：手机号应为 11 位` });
    if (guideCode !== undefined && !guide)
      problems.push({
        path: `${path}.${at}.guideCode`,
        message: `第 ${place} 行：没有工号为 ${guideCode} 的在职导购，或不在你的范围内`,
      });
    if (phone === null) continue;
    const phoneKey = identifierKeyOf(platform, "phone", phone);
    byKey.set(phoneKey, {
      memberNo: null,
      originNo: null,
      phoneKey,
      phoneSealed: platform.cipher.seal(phone),
      nameSealed: name ? platform.cipher.seal(name) : null,
      guideId: guide?.guideId ?? null,
      storeNo: guide?.storeNo ?? null,
      named: guide !== undefined,
    });
  }
  if (problems.length > 0) throw invalid(problems.slice(0, mostProblems));
  const { rows } = await sql<{
    key: string;
    memberNo: number;
    originNo: number;
    guideId: string | null;
    storeNo: number;
  }>`
    select i.value_index as key, m.member_no as "memberNo", coalesce(i.origin_no, m.member_no) as "originNo", m.guide_id as "guideId",
      m.store_no as "storeNo"
    from identifier i join member m on m.member_no = i.member_no and m.status = 'active'
    where i.value_index = any(${[...byKey.keys()]}::uuid[])`.execute(tx);
  for (const { key, ...member } of rows) {
    const one = byKey.get(key);
    if (one) byKey.set(key, { ...one, ...member, ...(one.named && { guideId: one.guideId, storeNo: one.storeNo }) });
  }
  return [...byKey.values()];
}
