import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { HourCell, PhoneChannel } from "./rules.ts";

/** How calls of a period were answered, by local weekday and hour of the start. */
export async function callHours(db: Kysely<DB>, since: Date): Promise<HourCell[]> {
  const { rows } = await sql<HourCell>`
    select weekday, hour, count(*)::int as attempts, count(*) filter (where outcome = 'answered')::int as answered
    from call_attempt where started_at >= ${since} group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

export interface TemplateFigures {
  readonly templateId: string;
  readonly addressed: number;
  readonly reached: number;
  readonly failed: number;
  readonly complaints: number;
  readonly stopped: number;
}

/** What became of each template's messages in a period; `stopped` are numbers that asked for no more by its way within a day of it. */
export async function templateFigures(db: Kysely<DB>, since: Date): Promise<TemplateFigures[]> {
  const { rows } = await sql<TemplateFigures>`
    with sent as (
      select (o.content -> 'template' ->> 'id')::uuid as template_id, d.target_key, d.outcome, o.channel, o.send_at
      from outbound o join outbound_delivery d on d.outbound_id = o.id
      where o.channel in ('sms', 'ai_call') and o.send_at >= ${since})
    select s.template_id as "templateId", count(*)::int as addressed,
      count(*) filter (where s.outcome in ('sent', 'delivered'))::int as reached,
      count(*) filter (where s.outcome in ('unreachable', 'failed', 'blocked'))::int as failed,
      count(b.number_key)::int as stopped,
      (select count(*)::int from phone_complaint c where c.template_id = s.template_id and c.at >= ${since}) as complaints
    from sent s left join phone_block b on b.source = 'asked' and b.channel = s.channel and b.number_key::text = s.target_key
      and b.at >= s.send_at and b.at < s.send_at + interval '1 day'
    group by s.template_id`.execute(db);
  return rows;
}

export interface LineFigures {
  readonly line: string;
  readonly attempts: number;
  readonly answered: number;
  readonly complaints: number;
}

/** How the numbers that calls come from do: one that nobody answers any more is marked by phones. */
export async function lineFigures(db: Kysely<DB>, since: Date): Promise<LineFigures[]> {
  const { rows } = await sql<LineFigures>`
    select a.line, count(*)::int as attempts, count(*) filter (where a.outcome = 'answered')::int as answered,
      (select count(*)::int from phone_complaint c where c.channel = 'ai_call' and c.line = a.line and c.at >= ${since}) as complaints
    from call_attempt a where a.started_at >= ${since} and a.line <> '' group by a.line order by a.line`.execute(db);
  return rows;
}

export interface BlockCount {
  readonly channel: PhoneChannel;
  readonly source: string;
  readonly numbers: number;
}

export async function blockCounts(db: Kysely<DB>, now: Date): Promise<BlockCount[]> {
  const { rows } = await sql<BlockCount>`
    select channel, source, count(*)::int as numbers from phone_block where until is null or until > ${now} group by 1, 2 order by 1, 2`.execute(
    db,
  );
  return rows;
}
