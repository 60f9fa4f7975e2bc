import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { OutboundContent } from "../outbound/content.ts";
import { type PostKind, type PostReading, readPost, type SenderMix } from "./rules.ts";

type Read = Kysely<DB>;

/** Sent for everybody of the company: nobody in particular posts it. */
export const everybody = "";

interface PostRow {
  readonly businessKey: string;
  readonly accountId: string;
  readonly title: string;
  readonly content: OutboundContent;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly state: string;
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

/** Posts on Moments, newest first, before a moment; one row a post however many parts it went out in. */
export async function listPosts(db: Read, before: Date | null, limit: number): Promise<Post[]> {
  const { rows } = await sql<PostRow>`
    select o.business_key as "businessKey", o.account_id as "accountId", o.title, o.content, o.created_at as "createdAt", o.created_by as "createdBy",
      o.state, c.kind as corrected, s.senders, s.confirmed
    from outbound o left join moment_class c on c.business_key = o.business_key
      cross join lateral (select count(*)::int as senders, count(s.confirmed_at)::int as confirmed
        from outbound p join outbound_sender s on s.outbound_id = p.id where p.business_key = o.business_key) s
    where o.channel = 'wecom_moment' and o.part = 1 and o.state <> 'cancelled' and (${before}::timestamptz is null or o.created_at < ${before})
    order by o.created_at desc, o.business_key limit ${limit}`.execute(db);
  return rows.map(judged);
}

export async function findPost(db: Read, businessKey: string): Promise<Post | undefined> {
  const { rows } = await sql<PostRow>`
    select o.business_key as "businessKey", o.account_id as "accountId", o.title, o.content, o.created_at as "createdAt", o.created_by as "createdBy",
      o.state, c.kind as corrected, 0 as senders, 0 as confirmed
    from outbound o left join moment_class c on c.business_key = o.business_key
    where o.channel = 'wecom_moment' and o.part = 1 and o.business_key = ${businessKey}`.execute(db);
  return rows.map(judged)[0];
}

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
  const { rows } = await sql<{
    senderKey: string;
    businessKey: string;
    content: OutboundContent;
    corrected: PostKind | null;
    sendAt: Date;
  }>`
    with post as (
      select o.id, o.business_key, o.content, o.created_at, o.send_at, c.kind as corrected,
        exists (select from outbound_sender s where s.outbound_id = o.id and s.confirmed_at is not null) as told
      from outbound o left join moment_class c on c.business_key = o.business_key
      where o.channel = 'wecom_moment' and o.account_id = ${accountId} and o.state <> 'cancelled'
      order by o.created_at desc limit ${posts * 40}),
    sent as (
      select p.business_key, p.content, p.corrected, p.created_at, p.send_at, s.sender_key from post p join outbound_sender s on s.outbound_id = p.id
        where not p.told or s.confirmed_at is not null
      union all
      select p.business_key, p.content, p.corrected, p.created_at, p.send_at, w.value from post p,
        jsonb_array_elements_text(coalesce(p.content -> 'moment' -> 'senders', '[]')) w
        where not exists (select from outbound_sender s where s.outbound_id = p.id)
      union all
      select p.business_key, p.content, p.corrected, p.created_at, p.send_at, ${everybody} from post p
        where coalesce(jsonb_array_length(p.content -> 'moment' -> 'senders'), 0) = 0 and not exists (select from outbound_sender s where s.outbound_id = p.id)),
    wanted as (
      select distinct sender_key from sent where ${senderKeys === undefined}
      union select unnest(${[...(senderKeys ?? [])]}::text[]))
    select w.sender_key as "senderKey", n.business_key as "businessKey", n.content, n.corrected, n.send_at as "sendAt" from wanted w cross join lateral (
      select distinct on (s.created_at, s.business_key) s.business_key, s.content, s.corrected, s.created_at, s.send_at from sent s
      where s.sender_key in (w.sender_key, ${everybody}) order by s.created_at desc, s.business_key limit ${posts}) n
    order by w.sender_key, n.created_at desc, n.business_key`.execute(db);
  type Mix = { kinds: PostKind[]; lastAdAt: Date | null };
  const mixes = new Map<string, Mix>((senderKeys ?? []).map((key) => [key, { kinds: [], lastAdAt: null }]));
  for (const { senderKey, content, corrected, sendAt } of rows) {
    const mix = mixes.get(senderKey) ?? { kinds: [], lastAdAt: null };
    const kind = corrected ?? readPost(content).kind;
    mix.kinds.push(kind);
    if (kind === "ad") mix.lastAdAt ??= sendAt;
    mixes.set(senderKey, mix);
  }
  return [...mixes].map(([senderKey, mix]) => ({ senderKey, ...mix }));
}

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
      and regexp_replace(content ->> 'text', '[[:space:][:punct:]]', '', 'g') = regexp_replace(${text}, '[[:space:][:punct:]]', '', 'g')
      and regexp_replace(${text}, '[[:space:][:punct:]]', '', 'g') <> ''
    order by created_at desc limit 1`.execute(db);
  return rows[0];
}
