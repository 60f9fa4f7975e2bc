import { sql } from "kysely";
import type { Db } from "../../kernel/postgres/database.ts";

export interface Answer {
  readonly questionnaireCode: string;
  readonly title: string | null;
  readonly questionCode: string;
  readonly question: string | null;
  readonly answer: unknown;
  readonly answeredAt: Date;
  readonly source: string;
  readonly channel: string | null;
  /** How often the member answered this question. */
  readonly times: number;
}

/** The latest answer of a member to every question of every questionnaire, newest first; at most `limit`. */
export async function readAnswers(db: Db, memberNo: number, limit: number): Promise<Answer[]> {
  const { rows } = await sql<Answer>`
    with given as (
      select e.properties->>'questionnaireCode' as questionnaire, e.properties->>'title' as title, a.item->>'questionCode' as question_code,
        a.item->>'question' as question, a.item->'answer' as answer, a.place, e.occurred_at, e.seq, e.source, e.channel
      from event_log e
      cross join lateral jsonb_array_elements(
        case when jsonb_typeof(e.properties->'answers') = 'array' then e.properties->'answers' else '[]' end) with ordinality a(item, place)
      where e.member_no = ${memberNo} and e.type = 'questionnaire.answered'
    ), latest as (
      select *, count(*) over (partition by questionnaire, question_code) as times,
        row_number() over (partition by questionnaire, question_code order by occurred_at desc, seq desc, place) as age
      from given
    )
    select questionnaire as "questionnaireCode", title, question_code as "questionCode", question, answer, occurred_at as "answeredAt",
      source, channel, times
    from latest where age = 1 order by occurred_at desc, seq desc, place limit ${limit}`.execute(db);
  return rows;
}
