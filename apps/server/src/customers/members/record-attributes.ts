import { type Kysely, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type AttributeEntry, type AttributeName, memberAttributes, type RecordAttributes } from "./attributes.ts";

/** What a source says about a profile, in the clear and already validated. */
export interface AttributeStatement {
  readonly originNo: number;
  readonly memberNo: number;
  readonly source: string;
  readonly at: Date;
  readonly values: Partial<Record<AttributeName, string>>;
}

/**
 * Puts what sources say into their records; of two words of one source the later one stays, whichever came first.
 *
 * @returns the caller refreshes `touched`; `changed` are those of them of whom another value is told, not only a later word for the same
 */
export async function recordAttributes(
  tx: Kysely<DB>,
  { cipher }: Pick<Platform, "cipher">,
  statements: readonly AttributeStatement[],
): Promise<{ readonly touched: number[]; readonly changed: ReadonlySet<number> }> {
  const said = statements.filter(({ values }) => Object.values(values).some((value) => value !== undefined));
  if (said.length === 0) return { touched: [], changed: new Set() };
  const stored = await sql<{ originNo: number; source: string; attributes: RecordAttributes }>`
    select r.origin_no as "originNo", r.source, r.attributes
    from (select distinct o, s from unnest(${said.map((each) => each.originNo)}::int[], ${said.map((each) => each.source)}::text[]) u(o, s)) k
    join member_record r on r.origin_no = k.o and r.source = k.s
    order by r.origin_no for update of r`.execute(tx);
  const records = new Map(stored.rows.map((row) => [`${row.originNo} ${row.source}`, row.attributes]));
  const changed = new Map<
    string,
    { origin_no: number; member_no: number; source: string; attributes: RecordAttributes }
  >();
  const different = new Set<number>();
  for (const statement of said) {
    const key = `${statement.originNo} ${statement.source}`;
    const before = records.get(key) ?? {};
    const after = withStatement(cipher, before, statement);
    if (after === before) continue;
    records.set(key, after);
    if (saysOtherwise(before, after)) different.add(statement.memberNo);
    changed.set(key, {
      origin_no: statement.originNo,
      member_no: statement.memberNo,
      source: statement.source,
      attributes: after,
    });
  }
  if (changed.size === 0) return { touched: [], changed: different };
  await sql`
    insert into member_record as r (origin_no, member_no, source, attributes)
    select origin_no, member_no, source, attributes
    from jsonb_to_recordset(${JSON.stringify([...changed.values()])}::jsonb) as n(origin_no int, member_no int, source text, attributes jsonb)
    on conflict (origin_no, source) do update set attributes = excluded.attributes, updated_at = now()`.execute(tx);
  return { touched: [...new Set([...changed.values()].map((row) => row.member_no))], changed: different };
}

function markOf(entry: AttributeEntry | undefined): string | undefined {
  return entry?.hash ?? entry?.value;
}

function saysOtherwise(before: RecordAttributes, after: RecordAttributes): boolean {
  return (Object.keys(after) as AttributeName[]).some((name) => markOf(after[name]) !== markOf(before[name]));
}

function withStatement(cipher: Cipher, before: RecordAttributes, { values, at }: AttributeStatement): RecordAttributes {
  let after: RecordAttributes = before;
  for (const [name, value] of Object.entries(values) as [AttributeName, string | undefined][]) {
    if (value === undefined) continue;
    const entry = entryFor(cipher, name, value, at, before[name]);
    if (entry !== before[name]) after = { ...after, [name]: entry };
  }
  return after;
}

function entryFor(
  cipher: Cipher,
  name: AttributeName,
  value: string,
  at: Date,
  known: AttributeEntry | undefined,
): AttributeEntry {
  const instant = at.toISOString();
  const { personal } = memberAttributes[name];
  const hash = personal ? cipher.blindIndex(`attribute:${name}`, value).toString("base64url") : undefined;
  const mark = hash ?? value;
  const knownMark = known && (known.hash ?? known.value);
  if (known && (known.at > instant || (known.at === instant && (knownMark as string) >= mark))) return known;
  if (known && knownMark === mark) return { ...known, at: instant };
  return personal ? { value: cipher.seal(value), hash: hash as string, at: instant } : { value, at: instant };
}
