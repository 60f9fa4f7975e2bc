import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../../organization/index.ts";

/** Days after the wish to talk within which a step counts as led to by it. */
export const talkDays = 30;

export interface TalkChain {
  /** People who wanted to talk. */
  readonly talked: number;
  /** Of these friends of a guide before. */
  readonly friendsBefore: number;
  /** Became friends afterwards. */
  readonly friends: number;
  /** Of the friends, registered as members by then or afterwards. */
  readonly members: number;
  /** Of these, joined a group afterwards. */
  readonly inGroup: number;
  /** Of these, followed the official account. */
  readonly followers: number;
}

const sums = sql`count(*)::int as talked, (count(*) filter (where before))::int as "friendsBefore",
  (count(*) filter (where friend))::int as friends, (count(*) filter (where friend and member))::int as members,
  (count(*) filter (where friend and member and grouped))::int as "inGroup",
  (count(*) filter (where friend and member and grouped and follower))::int as followers`;

/** SQL: people `c` by the first product they wanted to talk about in the period, and which steps they took after it. */
function talkers(actor: Actor, from: Date, to: Date): RawBuilder<unknown> {
  return sql`(
    select t.*, coalesce(s.friend, false) and not coalesce(b.before, false) as friend, coalesce(b.before, false) as before,
      coalesce(m.registered_at <= t.at + make_interval(days => ${talkDays}), false) as member, coalesce(s.grouped, false) as grouped,
      coalesce(s.follower, false) as follower
    from (select distinct on (p.owner_no) p.owner_no as member_no, date_trunc('second', e.occurred_at) as at, e.properties ->> 'sku' as sku,
        e.properties ->> 'productName' as product
      from event_log e join member p on p.member_no = e.origin_no
      where e.type = 'product.talk_started' and e.occurred_at >= ${from} and e.occurred_at < ${to} and ${scopeCondition(actor, "e.store_no")}
      order by p.owner_no, e.occurred_at) t
    join member m on m.member_no = t.member_no
    left join lateral (
      select bool_or(e.type = 'contact.added') as friend, bool_or(e.type = 'group.joined') as grouped, bool_or(e.type = 'account.followed') as follower
      from event_log e where e.member_no = t.member_no and e.occurred_at >= t.at
        and e.occurred_at <= t.at + make_interval(days => ${talkDays})) s on true
    left join lateral (
      select e.type = 'contact.added' as before from event_log e
      where e.member_no = t.member_no and e.type in ('contact.added', 'contact.removed') and e.occurred_at < t.at
      order by e.occurred_at desc, e.seq desc limit 1) b on true)`;
}

const nobody: TalkChain = { talked: 0, friendsBefore: 0, friends: 0, members: 0, inGroup: 0, followers: 0 };

/** From product talk to friend, member, store group and follower, for all and by product, most talked about first (AQ-13). */
export async function reportTalks(
  db: Kysely<DB>,
  actor: Actor,
  from: Date,
  to: Date,
): Promise<{ total: TalkChain; products: (TalkChain & { sku: string; product: string })[] }> {
  const people = talkers(actor, from, to);
  const [total, products] = await Promise.all([
    sql<TalkChain>`select ${sums} from ${people} c`.execute(db),
    sql<TalkChain & { sku: string; product: string }>`
      select c.sku, coalesce(max(c.product), c.sku) as product, ${sums} from ${people} c group by 1 order by 3 desc, 1 limit 50`.execute(
      db,
    ),
  ]);
  return { total: total.rows[0] ?? nobody, products: products.rows };
}
