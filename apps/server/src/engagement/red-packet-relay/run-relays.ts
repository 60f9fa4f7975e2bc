import { sql } from "kysely";
import { type Deed, grantPackets } from "../../commerce/index.ts";
import { dayIn, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";

/**
 * Gives the packets of every relay (红包接力, AQ-15) that are due by what people did: a new friend by its code, joining its group, and a friend whom
 * somebody invited. Each deed once, whatever dies in between; only people who came to the company for the first time count.
 *
 * @returns packets given
 */
export async function runRelays(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const { timeZone } = platform.config;
  const today = instantOf(timeZone, dayIn(timeZone, now));
  const { rows: relays } = await sql<{ id: string }>`
    select id from red_packet_campaign where code_id is not null and state = 'live' and spent_fen + min_fen <= budget_fen and starts_at <= ${now}
      and ends_at > ${now}`.execute(platform.db);
  let given = 0;
  for (const { id } of relays)
    for (let more = true; more; ) {
      const some = await platform.db.transaction().execute(async (tx) => {
        const deeds = await newDeeds(tx, id, today);
        const granted = deeds.length === 0 ? 0 : (await grantPackets(platform, tx, id, deeds)).granted;
        return { granted, full: deeds.length === BATCH };
      });
      given += some.granted;
      more = some.full && some.granted > 0;
    }
  return given;
}

const BATCH = 2_000;

/**
 * What was not rewarded yet. A friend counts when nobody of the company was their friend before: who was a customer already,
 * or comes a second time, earns nothing; nor does their inviter. Who has as many packets as one may have waits until there may be more.
 */
async function newDeeds(tx: Tx, campaignId: string, dayStart: Date): Promise<Deed[]> {
  const { rows } = await sql<Deed>`
    with campaign as (select * from red_packet_campaign where id = ${campaignId}),
    friend as (
      select a.origin_no, a.member_no, a.arrived_at from live_code_arrival a, campaign c
      where a.code_id = c.code_id and a.kind = 'contact' and a.arrived_at >= c.starts_at and a.arrived_at < c.ends_at
        and not exists (select from event_log e where e.member_no = a.member_no and e.type = 'contact.added' and e.occurred_at < a.arrived_at)),
    deed as (
      select origin_no, member_no, 'friend' as reason, 'friend:' || origin_no as key, arrived_at as at from friend
      union all
      select a.origin_no, a.member_no, 'group', 'group:' || a.origin_no, min(a.arrived_at)
      from live_code_arrival a, campaign c
      where a.code_id = c.group_code_id and a.kind = 'group' and a.arrived_at >= c.starts_at and a.arrived_at < c.ends_at
        and exists (select from friend f where f.member_no = a.member_no)
      group by a.origin_no, a.member_no
      union all
      select i.inviter_origin_no, m.owner_no, 'invite', 'invite:' || i.origin_no, f.arrived_at
      from red_packet_invite i join friend f on f.member_no = i.member_no join member m on m.member_no = i.inviter_origin_no
      where i.campaign_id = ${campaignId} and m.owner_no <> i.member_no and i.invited_at <= f.arrived_at + interval '1 minute')
    select origin_no as "originNo", member_no as "memberNo", reason, key as "reasonKey" from deed d
    where not exists (select from red_packet p where p.campaign_id = ${campaignId} and p.reason_key = d.key)
      and (select count(*) < c.per_person and count(*) filter (where p.granted_at > ${dayStart}) < c.per_person_day
        from campaign c left join red_packet p on p.campaign_id = c.id and p.member_no = d.member_no group by c.per_person, c.per_person_day)
    order by at, key limit ${BATCH}`.execute(tx);
  return rows;
}
