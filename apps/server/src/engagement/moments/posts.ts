import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { OutboundContent } from "../outbound/content.ts";
import { type PostKind, type PostReading, readPost, type SenderMix } from "./rules.ts";

type Read = Kysely<DB>;

/** Posts of an account that are looked through for the last ones of each sender: so many times as many. */
const lookBack = 40;

/** Sent for everybody of the company: nobody in particular posts it. */
export const everybody = "";

interface PostRow {
  readonly businessKey: string;
  readonly accountId: string;
  readonly title: string;
  readonly content: OutboundContent;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly sendAt: Date;
  readonly corrected: PostKind | null;
  readonly senders: number;
  readonly confirmed: number;
}

export interface Post extends Omit<PostRow, "corrected">, PostReading {
  /** What the reading said where an operator corrected it. */
  readonly readAs: PostKind | null;
}

function judged({ corrected, ...row }: PostRow): Post {
  const reading = readPost(row.content);
  return { ...row, ...reading, kind: corrected ?? reading.kind, readAs: corrected === null ? null : reading.kind };
}

const columns = sql`o.business_key as "businessKey", o.account_id as "accountId", o.title, o.content, o.created_at as "createdAt",
  o.created_by as "createdBy", o.send_at as "sendAt", c.kind as corrected, s.senders, s.confirmed`;
const tables = sql`outbound o left join moment_class c on c.business_key = o.business_key
  cross join lateral (select count(*)::int as senders, count(s.confirmed_at)::int as confirmed
    from outbound p join outbound_sender s on s.outbound_id = p.id where p.business_key = o.business_key) s`;

/** Posts on Moments, newest first, before a moment; one row a post however many parts it went out in. */
export async function listPosts(
  db: Read,
  before: Date | null,
  limit: number,
  accountId: string | null = null,
): Promise<Post[]> {
  const { rows } = await sql<PostRow>`
    select ${columns} from ${tables}
    where o.channel = 'wecom_moment' and o.part = 1 and o.state <> 'cancelled' and (${before}::timestamptz is null or o.created_at < ${before})
      and (${accountId}::uuid is null or o.account_id = ${accountId})
    order by o.created_at desc, o.business_key limit ${limit}`.execute(db);
  return rows.map(judged);
}

export async function findPost(db: Read, businessKey: string): Promise<Post | undefined> {
  const { rows } = await sql<PostRow>`
    select ${columns} from ${tables} where o.channel = 'wecom_moment' and o.part = 1 and o.business_key = ${businessKey}`.execute(
    db,
  );
  return rows.map(judged)[0];
}

const namedSenders = ({ content }: Post): readonly string[] => content.moment?.senders ?? [];

/**
 * The last posts of each sender of an account, newest first. A sender posted what they confirmed; until the platform tells who did, what they were
 * asked to post. Posts for everybody count for each.
 *
 * @param senderKeys whose; absent = everybody who was ever asked
 */
export async function senderMixes(
  db: Read,
  accountId: string,
  senderKeys: readonly string[] | undefined,
  posts: number,
): Promise<SenderMix[]> {
  const lately = await listPosts(db, null, posts * lookBack, accountId);
  const { rows } = await sql<SenderMix>`
    with post as (
      select p.*, exists (select from outbound o join outbound_sender s on s.outbound_id = o.id
        where o.business_key = p.business_key and s.confirmed_at is not null) as told
      from unnest(${lately.map((post) => post.businessKey)}::text[], ${lately.map((post) => post.kind)}::text[],
        ${lately.map((post) => post.sendAt)}::timestamptz[]) with ordinality p (business_key, kind, send_at, position)),
    asked as (
      select p.position, s.sender_key from post p join outbound o on o.business_key = p.business_key join outbound_sender s on s.outbound_id = o.id
        where not p.told or s.confirmed_at is not null
      union
      select p.position, w.key from post p join unnest(${lately.flatMap((post) => namedSenders(post).map(() => post.businessKey))}::text[],
          ${lately.flatMap(namedSenders)}::text[]) w (business_key, key) using (business_key)
        where not exists (select from outbound o join outbound_sender s on s.outbound_id = o.id where o.business_key = p.business_key)),
    shared as (select position from post p where not exists (select from asked a where a.position = p.position) order by position limit ${posts}),
    wanted as (
      select sender_key from asked where ${senderKeys === undefined} union select unnest(${[...(senderKeys ?? [])]}::text[])
      union select ${everybody} from shared where ${senderKeys === undefined}),
    posted as (
      select a.sender_key, a.position from asked a join wanted w using (sender_key)
      union select w.sender_key, s.position from wanted w cross join shared s),
    ranked as (select *, row_number() over (partition by sender_key order by position) as place from posted)
    select w.sender_key as "senderKey", coalesce(array_agg(p.kind order by r.place) filter (where p.kind is not null), '{}') as kinds,
      max(p.send_at) filter (where p.kind = 'ad') as "lastAdAt"
    from wanted w left join ranked r on r.sender_key = w.sender_key and r.place <= ${posts} left join post p on p.position = r.position
    group by 1 order by 1`.execute(db);
  return rows;
}

const wordsOf = (text: RawBuilder<unknown>) => sql`regexp_replace(${text}, '[[:space:][:punct:]]', '', 'g')`;

/** Whether the same words went out since; spaces and punctuation do not count. */
export async function sameWordsSince(
  db: Read,
  accountId: string,
  text: string,
  since: Date,
): Promise<{ title: string; createdAt: Date } | undefined> {
  const { rows } = await sql<{ title: string; createdAt: Date }>`
    select title, created_at as "createdAt" from outbound
    where channel = 'wecom_moment' and account_id = ${accountId} and created_at >= ${since} and state <> 'cancelled'
      and ${wordsOf(sql`content ->> 'text'`)} = ${wordsOf(sql`${text}::text`)} and ${wordsOf(sql`${text}::text`)} <> ''
    order by created_at desc limit 1`.execute(db);
  return rows[0];
}
