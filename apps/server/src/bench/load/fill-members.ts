import { sql } from "kysely";
import type { PoolClient } from "pg";
import { inventPerson } from "../../app/demo/people.ts";
import { identifierKey } from "../../customers/identity/prepare-facts.ts";
import { facetTokens, searchTokens } from "../../customers/members/search-tokens.ts";
import { tierCodes } from "../../insight/tiers/codes.ts";
import type { Platform } from "../../kernel/platform.ts";

const persons = 50_000;
export const commonTags = 1_000;
/** Tags that only a handful of the oldest members carry: the worst case of a walk from the newest. */
export const rareTags = 10;
export const rareTagMembers = 40;
const batch = 500_000;
const channels = ["store", "mini_program", "wechat_shop", "official_account", "wecom", "ecommerce", "import"];
const relations = ["visitor", "fan", "contact", "member"];

/** Phone and card number of a member that can be looked up: every so many members, see `lookedUpEvery`. */
export const phoneOf = (memberNo: number) => `139${String(memberNo).padStart(8, "0")}`;
export const cardOf = (memberNo: number) => `VIP${String(memberNo).padStart(9, "0")}`;
/** Only these carry identifiers under their true keys; the keys of the others are as random, without a hash in Node for each. */
export const lookedUpEvery = (members: number) => Math.max(1, Math.floor(members / 5_000));

/**
 * Fills the member tables with set-based SQL, unless they are filled. The first 40 % of the numbers are an old system's members
 * that were imported sorted by store, with registrations all over three years; the rest came as time went, to stores of
 * unequal size.
 */
export async function fillMembers(
  platform: Platform,
  members: number,
  storeNos: readonly number[],
  say: (line: string) => void,
) {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from member limit 1) m`.execute(
    platform.db,
  );
  if (rows[0]?.n !== 0) return say("  the members are there already");
  await holdFeedBack(platform);
  await layPools(platform, storeNos);
  const restore = await dropIndexes(platform, ["member", "identifier", "member_tag"]);
  const done = (what: string) => (rowsIn: number) => say(`  ${what}: ${rowsIn}`);
  await Promise.all([
    inBatches(platform, members, memberSql, [members, storeNos.length], done("members")),
    inBatches(platform, members, identifierSql, [], done("phones and cards of members")).then(() =>
      trueIdentifiers(platform, members),
    ),
    inBatches(platform, members, tagSql, [], done("tags of members")).then(() => rareTagsOf(platform, members)),
  ]);
  say("  building the indexes");
  for (const statement of restore) await platform.pool.query(statement);
  await sql`select setval(pg_get_serial_sequence('member', 'member_no'), ${members})`.execute(platform.db);
  await sql`update tag t set member_count = c.n from (select tag_no, count(*)::int as n from member_tag group by tag_no) c where c.tag_no = t.tag_no`.execute(
    platform.db,
  );
  await platform.pool.query("drop schema bench cascade");
  say("  vacuum analyze");
  for (const table of ["member", "identifier", "member_tag", "tag"])
    await platform.pool.query(`vacuum analyze ${table}`);
}

/** The members are of no interest to ClickHouse here: their transaction lies before the feed's place. */
async function holdFeedBack({ db }: Platform): Promise<void> {
  await sql`insert into feed_cursor (feed, delivered_xid) values ('member_fact', pg_current_xact_id())
    on conflict (feed) do update set delivered_xid = greatest(feed_cursor.delivered_xid, excluded.delivered_xid), pending_xid = null`.execute(
    db,
  );
}

/** What members are put together from, sealed and hashed by the product's own code. */
async function layPools({ db, cipher, pool }: Platform, storeNos: readonly number[]): Promise<void> {
  await pool.query(`create schema bench;
    create unlogged table bench.person (n int primary key, name_sealed text, gender text, year int, month_day int, tokens int[]);
    create unlogged table bench.phone (n int primary key, sealed text, token int);
    create unlogged table bench.shop (n int primary key, store_no int, guides uuid[]);
    create unlogged table bench.facet (kind text, value text, token int)`);
  const people = Array.from({ length: persons }, (_, n) => {
    const { name, gender, birthday } = inventPerson(`bench${n}`, n);
    const [year, month, day] = birthday.split("-").map(Number) as [number, number, number];
    return {
      n,
      name_sealed: cipher.seal(name),
      gender,
      year,
      month_day: month * 100 + day,
      tokens: searchTokens(cipher, { name, phones: [], gender }),
    };
  });
  await sql`insert into bench.person select * from json_to_recordset(${JSON.stringify(people)}::json)
    as p(n int, name_sealed text, gender text, year int, month_day int, tokens int[])`.execute(db);
  const phones = Array.from({ length: 10_000 }, (_, n) => {
    const phone = `1990000${String(n).padStart(4, "0")}`;
    return { n, sealed: cipher.seal(phone), token: searchTokens(cipher, { name: null, phones: [phone] })[0] };
  });
  await sql`insert into bench.phone select * from json_to_recordset(${JSON.stringify(phones)}::json) as p(n int, sealed text, token int)`.execute(
    db,
  );
  await sql`insert into bench.shop select s.n - 1, s.no, array(select sp.staff_id from staff_post sp join org_unit u on u.id = sp.org_unit_id where u.no = s.no)
    from unnest(${storeNos}::int[]) with ordinality s(no, n)`.execute(db);
  const facets = [
    ...channels.map((value) => ({ kind: "channel", value, token: facetTokens(cipher, { channel: value })[0] })),
    ...relations.map((value) => ({ kind: "relation", value, token: facetTokens(cipher, { relation: value })[0] })),
  ];
  await sql`insert into bench.facet select * from json_to_recordset(${JSON.stringify(facets)}::json) as f(kind text, value text, token int)`.execute(
    db,
  );
  await sql`with g as (insert into tag_group (family, name) values ('activity', '压测') returning id)
    insert into tag (group_id, name, made_by_kind, pinyin, initials, created_by)
    select g.id, '标签' || n, 'company', 'biaoqian' || n, 'bq' || n, 'bench' from g, generate_series(1, ${commonTags + rareTags}::int) n`.execute(
    db,
  );
}

/** Secondary indexes are built afterwards, at once; `changed_xid` stays, since the feed looks there every second. */
async function dropIndexes({ pool }: Platform, tables: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any($1::regclass[]) and not i.indisunique and c.relname not like '%changed_xid'`,
    [tables],
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

async function inBatches(
  { pool }: Platform,
  members: number,
  statement: string,
  params: readonly number[],
  done: (rows: number) => void,
): Promise<void> {
  const client = await pool.connect();
  try {
    await prepare(client);
    for (let from = 1; from <= members; from += batch) {
      const to = Math.min(members, from + batch - 1);
      await client.query(statement, [from, to, ...params]);
      if (to === members || (to / batch) % 4 === 0) done(to);
    }
  } finally {
    await client.query("reset all");
    client.release();
  }
}

/** The rows are sound by their making: no look-up of each foreign key, no wait for each commit. */
async function prepare(client: PoolClient): Promise<void> {
  await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'");
}

/** SQL: a number from 0 up to 1 that depends on the member and a seed only. */
const chance = (seed: number, no = "no") => `((hashint4extended(${no}, ${seed}) & 1048575) / 1048576.0::float8)`;
const among = (values: readonly string[], share: string) =>
  `(array[${values.map((value) => `'${value}'`).join(",")}])[1 + floor(${share} * ${values.length})::int]`;

const memberSql = `
  insert into member (member_no, owner_no, first_seen_at, first_source, first_store_no, first_channel, relation, registered_at, store_no, guide_id,
    channel, name_sealed, gender, birth_year, birth_month_day, city, search_tokens, tier, digital, changed_xid)
  overriding system value
  select no, no, seen, 'import', s.store_no, ch.value, r.value, case when r.value = 'member' then seen end, s.store_no,
    case when ${chance(1)} < 0.6 then s.guides[1 + floor(${chance(2)} * cardinality(s.guides))::int] end,
    ch.value, p.name_sealed, p.gender, p.year, p.month_day, '城市' || s.n / 10,
    p.tokens || array[ch.token, r.token] || case when ${chance(3)} < 0.9 then array[f.token] else '{}'::int[] end,
    case when ${chance(4)} < 0.5 then null else ${among(tierCodes, `power(${chance(5)}, 2)`)} end, ch.value <> 'store', '0'
  from (
    select no,
      case when no <= 0.4 * $3 then timestamptz '2022-01-01' + ${chance(6)} * interval '1000 days'
        else timestamptz '2024-10-01' + (no - 0.4 * $3) / (0.6 * $3) * (now() - timestamptz '2024-10-01') end as seen,
      case when no <= 0.4 * $3 then floor(no / (0.4 * $3 + 1) * $4)::int else floor(power(${chance(7)}, 1.6) * $4)::int end as store,
      ${among(channels, `power(${chance(8)}, 2)`)} as channel, ${among(relations, `(1 - power(${chance(9)}, 2))`)} as relation,
      floor(${chance(10)} * ${persons})::int as person, floor(${chance(11)} * 10000)::int as phone
    from generate_series($1::int, $2::int) no) m
  join bench.person p on p.n = m.person join bench.phone f on f.n = m.phone join bench.shop s on s.n = m.store
  join bench.facet ch on ch.kind = 'channel' and ch.value = m.channel join bench.facet r on r.kind = 'relation' and r.value = m.relation
  order by no`;

/** The same phone tail as among the tokens, so that what the list shows is what it was searched by. */
const identifierSql = `
  insert into identifier (value_index, kind, value_sealed, origin_no, member_no, first_seen_at, first_source)
  select md5(k.kind || no)::uuid, k.kind, f.sealed, case when k.kind = 'phone' then no end, no, timestamptz '2024-01-01', 'import'
  from generate_series($1::int, $2::int) no join bench.phone f on f.n = floor(${chance(11)} * 10000)::int
  cross join (values ('phone', 0.9, 3), ('card', 0.6, 12)) k(kind, share, seed)
  where ((hashint4extended(no, k.seed) & 1048575) / 1048576.0::float8) < k.share`;

const tagSql = `
  insert into member_tag (origin_no, member_no, tag_no, source, set_by)
  select no, no, 2 * floor(power(((hashint4extended(no, 20 + half) & 1048575) / 1048576.0::float8), 2.5) * ${commonTags / 2})::int + half, 'bulk', 'bench'
  from generate_series($1::int, $2::int) no, generate_series(1, 2) half`;

async function rareTagsOf({ db }: Platform, members: number): Promise<void> {
  await sql`insert into member_tag (origin_no, member_no, tag_no, source, set_by)
    select no, no, ${commonTags}::int + t, 'bulk', 'bench' from generate_series(1, ${rareTags}::int) t, generate_series(1, ${rareTagMembers}::int) i,
      lateral (select 1 + ((i * 7919 + t * 104729) % (${members}::int / 20)) as no) who on conflict do nothing`.execute(
    db,
  );
}

async function trueIdentifiers({ db, cipher }: Platform, members: number): Promise<void> {
  const nos = Array.from(
    { length: Math.floor(members / lookedUpEvery(members)) },
    (_, i) => (i + 1) * lookedUpEvery(members),
  );
  const rows = nos.flatMap((no) => [
    { no, kind: "phone", key: identifierKey(cipher, "phone", "", phoneOf(no)), sealed: cipher.seal(phoneOf(no)) },
    { no, kind: "card", key: identifierKey(cipher, "card", "", cardOf(no)), sealed: cipher.seal(cardOf(no)) },
  ]);
  await sql`insert into identifier (value_index, kind, value_sealed, member_no, first_seen_at, first_source)
    select key, kind, sealed, no, timestamptz '2024-01-01', 'import' from json_to_recordset(${JSON.stringify(rows)}::json)
    as r(no int, kind text, key uuid, sealed text)`.execute(db);
}
