import { sql } from "kysely";
import {
  countedPools,
  liToFen,
  membershipParams,
  membershipQuery,
  poolSetting,
  rfmGroups,
  rfmRelation,
  type Slice,
  storeCondition,
  type TierCode,
  textList,
  today,
  viewOf,
} from "../../insight/index.ts";
import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import {
  type Actual,
  actualCodes,
  type Condition,
  type ConnectionFacts,
  type ConnectionRules,
  type Strength,
  strengthCodes,
  strengths,
} from "./connection-rules.ts";

interface Relation {
  readonly sql: string;
  readonly params: Record<string, string | number>;
}

interface Row {
  readonly member_no: number;
  readonly tier: TierCode | "";
  readonly rfm_bits: number;
  readonly year_spend_li: number;
  readonly year_orders: number;
  readonly strong_classes: number;
  readonly medium_classes: number;
  readonly recommended: number;
  readonly actual: number;
}

/** SQL: a condition of the rules over the columns below; the same that `recommend` reads. */
function conditionSql(rule: Condition, classes: string): string {
  const bits = rfmGroups.filter(({ code }) => rule.rfmGroups.includes(code)).map((group) => group.bits);
  return [
    ...(rule.tiers.length === 0 ? [] : [`tier in (${textList(rule.tiers)})`]),
    ...(bits.length === 0 ? [] : [`rfm_bits in (${bits.join(",")})`]),
    ...(rule.yearSpendFen === null ? [] : [`year_spend_li >= ${rule.yearSpendFen * 10}`]),
    ...(rule.yearOrders === null ? [] : [`year_orders >= ${rule.yearOrders}`]),
    `${classes} > 0`,
  ].join(" or ");
}

async function skusOf({ db }: Platform, categories: readonly string[]): Promise<string[]> {
  if (categories.length === 0) return [];
  const { rows } = await sql<{ sku: string }>`
    select sku from product where category = any(${[...categories]}::text[]) order by sku`.execute(db);
  return rows.map(({ sku }) => sku);
}

/**
 * SQL: every member of the slice with what the rules look at, the recommended strength and the actual one (0 = none), by their ranks.
 * Actual is the strongest relation of ours that stands: pools of the brand which people can leave (insight/pools).
 */
async function connectionRelation(platform: Platform, slice: Slice, rules: ConnectionRules): Promise<Relation> {
  const day = today(platform);
  const { value: pools } = await readSetting(platform.db, poolSetting);
  const standing = countedPools(pools).filter(
    ({ pool }) => viewOf(pool).toBrand === "private" && pool.source.kind === "events" && pool.source.left.length > 0,
  );
  const rank = standing.map(({ pool, bit }) => `pool = ${bit}, ${strengths[pool.strength].rank}`);
  const rfm = await rfmRelation(platform, day);
  const [strongSkus, mediumSkus] = await Promise.all([
    skusOf(platform, rules.strong.categories),
    skusOf(platform, rules.medium.categories),
  ]);
  const among = (skus: readonly string[]) => (skus.length === 0 ? "0" : `sku in (${textList(skus)})`);
  const connected =
    standing.length === 0
      ? "select toUInt32(0) as member_no, toUInt8(0) as rank where 0"
      : `select member_no, toUInt8(max(multiIf(${rank.join(", ")}, 0))) as rank from (${membershipQuery(standing, slice)}) where in_now group by member_no`;
  const year = "business_day > {yearAgo:Date} and business_day <= {day:Date} and member_no > 0";
  const skus = [...strongSkus, ...mediumSkus];
  const classes =
    skus.length === 0
      ? "select toUInt32(0) as member_no, toUInt64(0) as strong, toUInt64(0) as medium where 0"
      : `select member_no, countIf(${among(strongSkus)}) as strong, countIf(${among(mediumSkus)}) as medium from order_line
         where ${year} and sku in (${textList(skus)}) group by member_no`;
  return {
    sql: `
      select *, toUInt8(multiIf(${conditionSql(rules.strong, "strong_classes")}, 3, ${conditionSql(rules.medium, "medium_classes")}, 2, 1)) as recommended
      from (
        select m.member_no as member_no, coalesce(s.tier, '') as tier, toInt16(coalesce(r.rfm_group, -1)) as rfm_bits,
          coalesce(y.spend_li, 0) as year_spend_li, toUInt32(coalesce(y.orders, 0)) as year_orders,
          toUInt32(coalesce(n.strong, 0)) as strong_classes, toUInt32(coalesce(n.medium, 0)) as medium_classes, coalesce(a.rank, 0) as actual
        from (select member_no from member_fact final where ${storeCondition(slice)}) m
        left join (select member_no, toString(tier) as tier from member_state final) s on s.member_no = m.member_no
        left join (select member_no, toNullable(rfm_group) as rfm_group from (${rfm.sql})) r on r.member_no = m.member_no
        left join (select member_no, sum(amount_li) as spend_li, count() as orders from purchase where ${year} group by member_no) y
          on y.member_no = m.member_no
        left join (${classes}) n on n.member_no = m.member_no
        left join (${connected}) a on a.member_no = m.member_no)`,
    params: {
      ...rfm.params,
      ...membershipParams(platform, { from: day, to: addDays(day, 1) }),
      day,
      yearAgo: addDays(day, -365),
    },
  };
}

export interface Cell {
  readonly recommended: Strength;
  readonly actual: Actual;
  readonly people: number;
}

const strengthOf = (rank: number): Strength => strengthCodes[rank - 1] ?? "weak";
const actualOf = (rank: number): Actual => actualCodes[rank] ?? "none";
const timeoutMs = 120_000;

/** How many members of the slice stand in which pair of recommended and actual strength; at most twelve rows. */
export async function countConnections(platform: Platform, slice: Slice, rules: ConnectionRules): Promise<Cell[]> {
  const relation = await connectionRelation(platform, slice, rules);
  const rows = await platform.clickhouse.rows<{ recommended: number; actual: number; people: number }>(
    `select recommended, actual, toUInt32(count()) as people from (${relation.sql}) group by recommended, actual order by 1, 2`,
    relation.params,
    { timeoutMs },
  );
  return rows.map(({ recommended, actual, people }) => ({
    recommended: strengthOf(recommended),
    actual: actualOf(actual),
    people,
  }));
}

export interface ConnectedMember {
  readonly memberNo: number;
  readonly facts: ConnectionFacts;
  readonly recommended: Strength;
  readonly actual: Actual;
  readonly spendLi: number;
}

/** Members of the slice with both strengths, who spent most in a year first; `limit + 1` of them. */
export async function listConnections(
  platform: Platform,
  slice: Slice,
  rules: ConnectionRules,
  wanted: {
    readonly recommended?: Strength;
    readonly actual?: Actual;
    /** Only those whose actual connection is weaker than recommended. */
    readonly behind: boolean;
    readonly memberNo?: number;
  },
  page: { readonly after: { readonly spendLi: number; readonly memberNo: number } | null; readonly limit: number },
): Promise<ConnectedMember[]> {
  const relation = await connectionRelation(platform, slice, rules);
  const conditions = [
    "1",
    ...(wanted.recommended ? [`recommended = ${strengths[wanted.recommended].rank}`] : []),
    ...(wanted.actual ? [`actual = ${actualCodes.indexOf(wanted.actual)}`] : []),
    ...(wanted.behind ? ["actual < recommended"] : []),
    ...(wanted.memberNo === undefined ? [] : [`member_no = ${Math.trunc(wanted.memberNo)}`]),
    ...(page.after ? ["(year_spend_li, -toInt64(member_no)) < ({afterLi:Int64}, -{afterNo:Int64})"] : []),
  ];
  const rows = await platform.clickhouse.rows<Row>(
    `select member_no, tier, rfm_bits, year_spend_li, year_orders, strong_classes, medium_classes, recommended, actual
     from (${relation.sql}) where ${conditions.join(" and ")} order by year_spend_li desc, member_no limit {limit:UInt32}`,
    {
      ...relation.params,
      limit: page.limit + 1,
      ...(page.after ? { afterLi: page.after.spendLi, afterNo: page.after.memberNo } : {}),
    },
    { timeoutMs },
  );
  return rows.map((row) => ({
    memberNo: row.member_no,
    facts: {
      tier: row.tier,
      rfmBits: row.rfm_bits < 0 ? null : row.rfm_bits,
      yearSpendFen: liToFen(Number(row.year_spend_li)),
      yearOrders: row.year_orders,
      strongClasses: row.strong_classes,
      mediumClasses: row.medium_classes,
    },
    recommended: strengthOf(row.recommended),
    actual: actualOf(row.actual),
    spendLi: Number(row.year_spend_li),
  }));
}
