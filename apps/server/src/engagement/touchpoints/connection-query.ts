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
  textList,
  tierCodes,
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

/** Columns that the sources of the relation give; a source has 0 where it says nothing. */
const facts = [
  "known",
  "tier_no",
  "rfm_no",
  "year_spend_li",
  "year_orders",
  "strong_classes",
  "medium_classes",
  "actual",
] as const;
type Fact = (typeof facts)[number];

interface Row {
  readonly member_no: number;
  /** Place among the tiers, from 1; 0 = none. */
  readonly tier_no: number;
  /** Bits of the RFM group and 1; 0 = never bought. */
  readonly rfm_no: number;
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
    ...(rule.tiers.length === 0
      ? []
      : [`tier_no in (${rule.tiers.map((tier) => tierCodes.indexOf(tier) + 1).join(",")})`]),
    ...(bits.length === 0 ? [] : [`rfm_no in (${bits.map((each) => each + 1).join(",")})`]),
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
  const year = "business_day > {yearAgo:Date} and business_day <= {day:Date} and member_no > 0";
  const skus = [...strongSkus, ...mediumSkus];
  // One aggregation over the sources instead of joins: what is held in memory is one row per member.
  const part = (from: string, columns: Partial<Record<Fact, string>> = {}) =>
    `select member_no, ${facts.map((fact) => `${columns[fact] ?? "0"} as ${fact}`).join(", ")} from (${from})`;
  const parts = [
    part(`select member_no from member_fact final where ${storeCondition(slice)}`, { known: "1" }),
    part("select member_no, tier from member_state final", {
      tier_no: `indexOf([${textList(tierCodes)}], toString(tier))`,
    }),
    part(rfm.sql, { rfm_no: "rfm_group + 1" }),
    part(`select member_no, amount_li from purchase where ${year}`, { year_spend_li: "amount_li", year_orders: "1" }),
    ...(skus.length === 0
      ? []
      : [
          part(`select member_no, sku from order_line where ${year} and sku in (${textList(skus)})`, {
            strong_classes: among(strongSkus),
            medium_classes: among(mediumSkus),
          }),
        ]),
    ...(standing.length === 0
      ? []
      : [
          part(`select member_no, pool from (${membershipQuery(standing, slice)}) where in_now`, {
            actual: `multiIf(${rank.join(", ")}, 0)`,
          }),
        ]),
  ];
  return {
    sql: `
      select *, toUInt8(multiIf(${conditionSql(rules.strong, "strong_classes")}, 3, ${conditionSql(rules.medium, "medium_classes")}, 2, 1)) as recommended
      from (
        select member_no, max(toUInt8(p.tier_no)) as tier_no, max(toUInt8(p.rfm_no)) as rfm_no, sum(toInt64(p.year_spend_li)) as year_spend_li,
          toUInt32(sum(p.year_orders)) as year_orders, toUInt32(sum(p.strong_classes)) as strong_classes,
          toUInt32(sum(p.medium_classes)) as medium_classes, max(toUInt8(p.actual)) as actual
        from (${parts.join("\n union all ")}) p group by member_no having max(p.known) = 1)`,
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
    `select member_no, tier_no, rfm_no, year_spend_li, year_orders, strong_classes, medium_classes, recommended, actual
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
      tier: tierCodes[row.tier_no - 1] ?? "",
      rfmBits: row.rfm_no === 0 ? null : row.rfm_no - 1,
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
