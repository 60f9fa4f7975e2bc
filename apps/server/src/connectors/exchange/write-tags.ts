import { sql } from "kysely";
import { assignTags, findManyByIdentifier, type IdentifierKind, removeTags } from "../../customers/index.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";

export interface TagWrite {
  /** How the system knows the row; comes back with an error. */
  readonly key: string;
  readonly memberNo?: number | undefined;
  readonly externalId?: string | undefined;
  readonly identifier?:
    | { readonly kind: IdentifierKind; readonly scope?: string | undefined; readonly value: string }
    | undefined;
  readonly add: readonly number[];
  readonly remove: readonly number[];
  /** When the system decided so; older than what happened to the tag here since, it is not taken. */
  readonly at?: Date | undefined;
}

export interface FailedRow {
  readonly key: string;
  readonly code: "unknown_member" | "member_erased" | "unknown_tag" | "rule_tag" | "no_member_named";
  readonly message: string;
}

export interface TagWriteResult {
  readonly written: number;
  readonly unchanged: number;
  readonly superseded: number;
  readonly failed: FailedRow[];
  /** Rows whose number was merged: whose it is now. */
  readonly moved: { key: string; memberNo: number }[];
}

interface Wish {
  readonly memberNo: number;
  readonly tagNo: number;
  readonly on: boolean;
  readonly at: Date | undefined;
}

/**
 * Writes what a system says about tags: set or taken off, per row whole or refused with the reason; what stands so already is left
 * alone, so the same rows again change nothing. Dynamic tags belong to their rules. Set-based.
 */
export async function writeTags(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  system: { readonly name: string; readonly scope: string },
  rows: readonly TagWrite[],
): Promise<TagWriteResult> {
  const named = await nameMembers(platform, tx, system.scope, rows);
  const members = await findOwners(
    tx,
    actor,
    named.flatMap((no) => no ?? []),
  );
  const tags = await findTags(tx, rows);
  const failed: FailedRow[] = [];
  const moved: { key: string; memberNo: number }[] = [];
  const wishes = new Map<string, Wish>();
  rows.forEach((row, index) => {
    const no = named[index] ?? null;
    const member = no === null ? undefined : members.get(no);
    const failure = failureOf(row, member, tags);
    if (failure) {
      failed.push({ key: row.key, ...failure });
      return;
    }
    const memberNo = member?.ownerNo ?? 0;
    if (row.memberNo !== undefined && memberNo !== row.memberNo) moved.push({ key: row.key, memberNo });
    const wish = (tagNo: number, on: boolean) =>
      wishes.set(`${memberNo}:${tagNo}`, { memberNo, tagNo, on, at: row.at });
    for (const tagNo of row.add) wish(tagNo, true);
    for (const tagNo of row.remove) wish(tagNo, false);
  });
  const all = [...wishes.values()];
  const current = await withoutOutdated(tx, all);
  const how = { source: "exchange" as const, by: system.name };
  const pairs = (on: boolean) =>
    current.filter((wish) => wish.on === on).map(({ memberNo, tagNo }) => ({ originNo: memberNo, memberNo, tagNo }));
  const written = (await assignTags(tx, pairs(true), how)) + (await removeTags(tx, pairs(false), how));
  return {
    written,
    unchanged: Math.max(0, current.length - written),
    superseded: all.length - current.length,
    failed,
    moved,
  };
}

/** The member number that each row names, by number, by the system's own or by an identifier; null = nobody. */
async function nameMembers(
  platform: Platform,
  tx: Tx,
  scope: string,
  rows: readonly TagWrite[],
): Promise<(number | null)[]> {
  const asked = rows.map(({ memberNo, externalId, identifier }) =>
    memberNo !== undefined
      ? null
      : externalId !== undefined
        ? { kind: "external_id" as const, scope, value: externalId }
        : (identifier ?? null),
  );
  const found = new Map<string, Map<string, number>>();
  const keyOf = (each: { kind: IdentifierKind; scope?: string | undefined }) =>
    JSON.stringify([each.kind, each.scope ?? ""]);
  for (const key of new Set(asked.flatMap((each) => (each ? [keyOf(each)] : [])))) {
    const group = asked.filter((each) => each !== null && keyOf(each) === key);
    const first = group[0];
    if (!first) continue;
    const values = group.flatMap((each) => each?.value ?? []);
    found.set(key, await findManyByIdentifier(tx, platform, first.kind, values, first.scope));
  }
  return rows.map((row, index) => {
    const each = asked[index];
    return row.memberNo ?? (each ? (found.get(keyOf(each))?.get(each.value) ?? null) : null);
  });
}

interface Owner {
  readonly no: number;
  readonly ownerNo: number;
  readonly erased: boolean;
}

async function findOwners(tx: Tx, actor: Actor, numbers: readonly number[]): Promise<Map<number, Owner>> {
  const { rows } = await sql<Owner>`
    select p.member_no as no, p.owner_no as "ownerNo", m.status = 'erased' as erased from member p join member m on m.member_no = p.owner_no
    where p.member_no = any(${numbers}::int[]) and ${scopeCondition(actor, "m.store_no")}`.execute(tx);
  return new Map(rows.map((row) => [row.no, row]));
}

async function findTags(tx: Tx, rows: readonly TagWrite[]): Promise<Map<number, "manual" | "rule">> {
  const wanted = [...new Set(rows.flatMap(({ add, remove }) => [...add, ...remove]))];
  const { rows: tags } = await sql<{ no: number; kind: "manual" | "rule" }>`
    select tag_no as no, kind from tag where tag_no = any(${wanted}::int[]) and archived_at is null`.execute(tx);
  return new Map(tags.map(({ no, kind }) => [no, kind]));
}

function failureOf(
  row: TagWrite,
  member: Owner | undefined,
  tags: ReadonlyMap<number, "manual" | "rule">,
): Omit<FailedRow, "key"> | null {
  if (row.memberNo === undefined && row.externalId === undefined && row.identifier === undefined)
    return { code: "no_member_named", message: "请用 memberNo、externalId 或 identifier 指明客户" };
  if (!member) return { code: "unknown_member", message: "没有这位客户，或不在密钥的数据范围内" };
  if (member.erased) return { code: "member_erased", message: "这位客户的个人信息已应本人要求删除" };
  for (const tagNo of [...row.add, ...row.remove]) {
    const kind = tags.get(tagNo);
    if (kind === undefined) return { code: "unknown_tag", message: `没有编号为 ${tagNo} 的标签，或已归档` };
    if (kind === "rule") return { code: "rule_tag", message: `编号为 ${tagNo} 的是动态标签，由规则维护，不能写入` };
  }
  return null;
}

/** Drops what was decided before the tag last changed here. */
async function withoutOutdated(tx: Tx, wishes: readonly Wish[]): Promise<Wish[]> {
  const dated = wishes.filter(({ at }) => at !== undefined);
  if (dated.length === 0) return [...wishes];
  const { rows } = await sql<{ memberNo: number; tagNo: number }>`
    select distinct n.member_no as "memberNo", n.tag_no as "tagNo"
    from unnest(${dated.map(({ memberNo }) => memberNo)}::int[], ${dated.map(({ tagNo }) => tagNo)}::int[],
      ${dated.map(({ at }) => at?.toISOString() ?? "")}::timestamptz[]) n(member_no, tag_no, at)
    join member_tag_log l on l.member_no = n.member_no and l.tag_no = n.tag_no and l.at > n.at`.execute(tx);
  const outdated = new Set(rows.map(({ memberNo, tagNo }) => `${memberNo}:${tagNo}`));
  return wishes.filter(({ memberNo, tagNo, at }) => at === undefined || !outdated.has(`${memberNo}:${tagNo}`));
}
