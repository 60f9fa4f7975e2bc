import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import { percentOf } from "./rules.ts";
import { type By, groupColumns } from "./store.ts";

export interface Rate {
  readonly requests: number;
  readonly accepted: number;
  /** Requests that had the waiting time. */
  readonly judged: number;
  /** Percent of the judged; null of nothing. */
  readonly rate: number | null;
}

type Counts = Omit<Rate, "rate"> & { readonly judgedAccepted: number };

export const noRate: Rate = { requests: 0, accepted: 0, judged: 0, rate: null };

/** SQL: counts over requests `a`; a request is judged once it has had the waiting time. */
function counts(judgedBefore: Date): RawBuilder<unknown> {
  const judged = sql`a.sent_at <= ${judgedBefore}::timestamptz`;
  return sql`count(*)::int as requests, count(a.accepted_at)::int as accepted, (count(*) filter (where ${judged}))::int as judged,
    (count(a.accepted_at) filter (where ${judged}))::int as "judgedAccepted"`;
}

function rateOf<Row extends Counts>({ judgedAccepted, ...row }: Row): Omit<Row, "judgedAccepted"> & Rate {
  return { ...row, rate: percentOf(judgedAccepted, row.judged) };
}

/** Which requests are counted, and until when they must have been sent to be judged. */
export interface Question {
  readonly from: string;
  /** First day after. */
  readonly to: string;
  readonly judgedBefore: Date;
}

const inPeriod = (actor: Actor, { from, to }: Question) =>
  sql`a.day >= ${from}::date and a.day < ${to}::date and ${scopeCondition(actor, "a.store_no")}`;

/** Requests and what came of them, for all and by region, store or guide, the weakest first. */
export async function reportRequests(db: Kysely<DB>, actor: Actor, question: Question, by: By) {
  const where = inPeriod(actor, question);
  const { key, name } = groupColumns(by);
  const grouped = async <Key extends string>(column: RawBuilder<unknown>) =>
    (
      await sql<Counts & { key: Key }>`
        select ${column} as key, ${counts(question.judgedBefore)} from friend_attempt a where ${where} group by 1 order by 1`.execute(
        db,
      )
    ).rows.map(rateOf);
  const { rows } = await sql<Counts & { key: string; name: string }>`
    select ${key} as key, ${name} as name, ${counts(question.judgedBefore)} from friend_attempt a
    join org_unit u on u.no = a.store_no join org_unit r on r.path = subpath(u.path, 0, 2) join staff s on s.id = a.guide_id
    where ${where} group by 1, 2 order by 2`.execute(db);
  const [total] = await grouped(sql`'all'`);
  const calls = await grouped<"reached" | "no_answer" | "none">(sql`coalesce(a.call_result, 'none')`);
  const cards = await grouped<"complete" | "incomplete" | "unknown">(
    sql`case a.card_complete when true then 'complete' when false then 'incomplete' else 'unknown' end`,
  );
  const windows = await grouped(sql`case when a.in_window then 'in' else 'out' end`);
  const plain = ({ requests, accepted, judged, rate }: Rate): Rate => ({ requests, accepted, judged, rate });
  return {
    total: total ? plain(total) : noRate,
    rows: rows.map(rateOf).toSorted((a, b) => (a.rate ?? 101) - (b.rate ?? 101)),
    calls: calls.map(({ key: call, ...rate }) => ({ call, ...rate })),
    cards: cards.map(({ key: card, ...rate }) => ({ card, ...rate })),
    outsideWindows: plain(windows.find((row) => row.key === "out") ?? noRate),
  };
}

/** One list's requests by region, store or guide. */
export async function rateTask(
  db: Kysely<DB>,
  actor: Actor,
  taskId: string,
  by: By,
  judgedBefore: Date,
): Promise<Map<string, Rate>> {
  const { key } = groupColumns(by);
  const { rows } = await sql<Counts & { key: string }>`
    select ${key} as key, ${counts(judgedBefore)} from friend_attempt a join friend_task_person p on p.no = a.person_no
    join org_unit u on u.no = a.store_no join org_unit r on r.path = subpath(u.path, 0, 2) join staff s on s.id = a.guide_id
    where p.task_id = ${taskId}::uuid and ${scopeCondition(actor, "a.store_no")} group by 1`.execute(db);
  return new Map(rows.map(rateOf).map(({ key: group, ...rate }) => [group, rate]));
}

/** What a guide's line is judged by: the requests of the last days since the last pause ended. */
export async function rateOfGuide(
  db: Kysely<DB>,
  guideId: string | null,
  since: Date,
  judgedBefore: Date,
): Promise<Rate> {
  const { rows } = await sql<Counts>`
    select ${counts(judgedBefore)} from friend_attempt a
    where a.guide_id = ${guideId}::uuid and a.sent_at > ${since}
      and a.sent_at > coalesce((select max(p.lifted_at) from friend_pause p where p.guide_id = a.guide_id), '-infinity')`.execute(
    db,
  );
  return rows[0] ? rateOf(rows[0]) : noRate;
}
