import { sql } from "kysely";
import { deriveRelations, interactionTypes, presentLine } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { numberList } from "../shared/slice.ts";
import type { RelationRecord } from "./schemas.ts";

type Month = RelationRecord["months"][number];
type Counts = Omit<Month, "month">;

const none: Counts = {
  interactions: 0,
  messages: 0,
  replies: 0,
  purchases: 0,
  amountFen: 0,
  items: 0,
  refunds: 0,
  refundFen: 0,
  referrals: 0,
  feedback: 0,
};
const feedbackTypes = ["feedback.submitted", "questionnaire.answered", "order.reviewed"];

interface Person {
  readonly memberNo: number;
  readonly oneId: string;
  readonly firstSeenAt: Date;
  readonly registeredAt: Date | null;
  readonly purposes: string[];
}

/** A part of a month: what one source counted. */
type Part = { readonly memberNo: number; readonly month: string } & Partial<Counts>;

/** The long-term relation of members (DT-24), in the order of the numbers; who is no member now is left out. A few queries for all. */
export async function buildRelationRecords(
  platform: Platform,
  memberNos: readonly number[],
): Promise<RelationRecord[]> {
  if (memberNos.length === 0) return [];
  const [people, lines, ...parts] = await Promise.all([
    findPeople(platform, memberNos),
    deriveRelations(platform.db, memberNos),
    eventParts(platform, memberNos),
    purchaseParts(platform, memberNos),
    refundParts(platform, memberNos),
  ]);
  const months = new Map<number, Map<string, Month>>();
  for (const { memberNo, month, ...counts } of parts.flat()) {
    const own = months.get(memberNo) ?? new Map<string, Month>();
    months.set(memberNo, own);
    own.set(month, { ...(own.get(month) ?? { month, ...none }), ...counts });
  }
  const now = platform.clock.now();
  const lineOf = new Map(lines.map((line) => [line.memberNo, line]));
  return people.map(({ memberNo, oneId, firstSeenAt, registeredAt, purposes }) => {
    const own = [...(months.get(memberNo)?.values() ?? [])].sort((a, b) => (a.month < b.month ? -1 : 1));
    return {
      schema: "feilun.relation-record",
      version: 1,
      memberNo,
      oneId,
      generatedAt: now.toISOString(),
      relation: presentLine(lineOf.get(memberNo)),
      tenure: {
        firstSeenAt: firstSeenAt.toISOString(),
        registeredAt: registeredAt?.toISOString() ?? null,
        days: Math.max(0, Math.floor((now.getTime() - firstSeenAt.getTime()) / 86_400_000)),
        activeMonths: own.filter((month) => month.interactions + month.purchases > 0).length,
      },
      allowedPurposes: purposes,
      totals: own.reduce(sum, none),
      months: own,
    };
  });
}

function sum(total: Counts, month: Counts): Counts {
  return Object.fromEntries(
    (Object.keys(none) as (keyof Counts)[]).map((name) => [name, total[name] + month[name]]),
  ) as unknown as Counts;
}

async function findPeople(platform: Platform, memberNos: readonly number[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select m.member_no as "memberNo", m.id as "oneId", m.first_seen_at as "firstSeenAt", m.registered_at as "registeredAt",
      array(select distinct c.purpose from consent c where c.member_no = m.member_no and c.granted order by 1) as purposes
    from unnest(${memberNos}::int[]) with ordinality n(no, place) join member m on m.member_no = n.no and m.status = 'active'
    order by n.place`.execute(platform.db);
  return rows;
}

async function eventParts(platform: Platform, memberNos: readonly number[]): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select member_no as "memberNo", to_char(occurred_at at time zone ${platform.config.timeZone}, 'YYYY-MM') as month,
      count(*) filter (where type = any(${interactionTypes}::text[]))::int as interactions,
      count(*) filter (where type = 'message.sent')::int as messages,
      count(*) filter (where type = 'message.replied')::int as replies,
      count(*) filter (where type = 'member.referred')::int as referrals,
      count(*) filter (where type = any(${feedbackTypes}::text[]))::int as feedback
    from event_log where member_no = any(${memberNos}::int[]) group by 1, 2`.execute(platform.db);
  return rows;
}

const month = "formatDateTime(business_day, '%Y-%m')";

function purchaseParts(platform: Platform, memberNos: readonly number[]): Promise<Part[]> {
  return platform.clickhouse.rows<Part>(
    `select member_no as memberNo, ${month} as month, toUInt32(count()) as purchases, intDiv(sum(amount_li) + 5, 10) as amountFen, sum(items) as items
     from purchase where member_no in (${numberList(memberNos)}) group by memberNo, month`,
    {},
    { timeoutMs: 60_000 },
  );
}

function refundParts(platform: Platform, memberNos: readonly number[]): Promise<Part[]> {
  return platform.clickhouse.rows<Part>(
    `select member_no as memberNo, ${month} as month, toUInt32(count()) as refunds, intDiv(sum(amount_li) + 5, 10) as refundFen
     from current_refund where member_no in (${numberList(memberNos)}) group by memberNo, month`,
    {},
    { timeoutMs: 60_000 },
  );
}
