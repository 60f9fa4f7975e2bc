import { type Slice, storeCondition } from "../../insight/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import {
  type AttributionRule,
  type Claim,
  type Dimension,
  type Evidence,
  type Model,
  modelCodes,
  type SubjectKind,
  split,
  weigh,
} from "./rules.ts";

/** Business days from `from` up to, not including, `to`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Sums {
  readonly orders: number;
  readonly grossFen: number;
  readonly netFen: number;
}

export interface SubjectSums extends Sums {
  readonly subjectKind: SubjectKind;
  readonly subject: string;
}

export interface DimensionFigures {
  /** All purchases of the period that have been decided. */
  readonly total: Sums;
  readonly credited: Sums;
  readonly subjects: readonly SubjectSums[];
  readonly evidences: readonly (Sums & { readonly evidence: Evidence })[];
  readonly days: readonly { readonly day: string; readonly netFen: number; readonly creditedFen: number }[];
}

/** SQL: decided orders of a period in the slice, one row each. Takes the parameters `from` and `to`. */
const decided = (slice: Slice) => `(
  select order_id, business_day, paid_at, amount_fen, refunded_fen, claims.dimension as dimensions, claims.evidence as evidences,
    claims.subject_kind as kinds, claims.subject as subjects, claims.at as ats, claims.gross_fen as grosses, claims.net_fen as nets,
    claims.share as shares
  from order_attribution_fact final
  where business_day >= {from:Date} and business_day < {to:Date} and ${storeCondition(slice)} settings use_skip_indexes_if_final = 1)`;

/** SQL: credits of a dimension, one row each. Takes the parameter `dimension`. */
const credits = (slice: Slice) => `(
  select order_id, evidence, kind, subject, gross, net from ${decided(slice)}
  array join dimensions as dimension, evidences as evidence, kinds as kind, subjects as subject, grosses as gross, nets as net, shares as share
  where dimension = {dimension:String} and share > 0)`;

const sums = "uniqExact(order_id) as orders, sum(gross) as grossFen, sum(net) as netFen";
const options = { timeoutMs: 30_000 };

/** SQL: what an order is credited in the dimension. */
const ofDimension = (values: string) =>
  `arraySum(arrayMap((dimension, value) -> if(dimension = {dimension:String}, value, 0), dimensions, ${values}))`;

interface DayRow extends Sums {
  readonly day: string;
  readonly creditedOrders: number;
  readonly creditedGrossFen: number;
  readonly creditedNetFen: number;
}

/** What was sold and what of it is credited, in all and by day. */
export async function totals(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
): Promise<Pick<DimensionFigures, "total" | "credited" | "days">> {
  const rows = await platform.clickhouse.rows<DayRow>(
    `select toString(business_day) as day, count() as orders, sum(amount_fen) as grossFen, sum(amount_fen - refunded_fen) as netFen,
       countIf(arrayExists((dimension, share) -> dimension = {dimension:String} and share > 0, dimensions, shares)) as creditedOrders,
       sum(${ofDimension("grosses")}) as creditedGrossFen, sum(${ofDimension("nets")}) as creditedNetFen
     from ${decided(slice)} group by business_day order by business_day`,
    { ...period, dimension },
    options,
  );
  const sum = (of: (row: DayRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    total: { orders: sum((row) => row.orders), grossFen: sum((row) => row.grossFen), netFen: sum((row) => row.netFen) },
    credited: {
      orders: sum((row) => row.creditedOrders),
      grossFen: sum((row) => row.creditedGrossFen),
      netFen: sum((row) => row.creditedNetFen),
    },
    days: rows.map(({ day, netFen, creditedNetFen }) => ({ day, netFen, creditedFen: creditedNetFen })),
  };
}

/** Subjects that a page names at most. */
const named = 500;

/** Who is credited with what in a dimension; what is credited to nobody is the difference between `total` and `credited`. */
export async function dimensionFigures(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
  most = named,
): Promise<DimensionFigures> {
  const { clickhouse } = platform;
  const params = { ...period, dimension };
  const [all, rows] = await Promise.all([
    totals(platform, slice, dimension, period),
    clickhouse.rows<SubjectSums & { evidence: Evidence | "" }>(
      `select kind as subjectKind, subject, evidence, ${sums} from ${credits(slice)}
       group by grouping sets ((kind, subject), (evidence)) order by evidence = '', netFen desc, subject limit ${most + 20}`,
      params,
      options,
    ),
  ]);
  return {
    ...all,
    subjects: rows.filter(({ evidence }) => evidence === "").map(({ evidence: _, ...row }) => row),
    evidences: rows.flatMap(({ evidence, orders, grossFen, netFen }) =>
      evidence === "" ? [] : [{ evidence, orders, grossFen, netFen }],
    ),
  };
}

/** Net fen of each subject (`kind:key`). */
export async function netBySubject(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
): Promise<Map<string, number>> {
  const rows = await platform.clickhouse.rows<{ key: string; netFen: number }>(
    `select concat(kind, ':', subject) as key, sum(net) as netFen from ${credits(slice)} group by kind, subject`,
    { ...period, dimension },
    options,
  );
  return new Map(rows.map(({ key, netFen }) => [key, netFen]));
}

interface ClaimedOrder {
  readonly paid_at: string;
  readonly net_fen: number;
  readonly claims: readonly (readonly [Evidence, SubjectKind, string, string])[];
}

export interface ModelComparison {
  readonly subjectKind: SubjectKind;
  readonly subject: string;
  /** Net fen under each model. */
  readonly netFen: Readonly<Record<Model, number>>;
}

/** What each subject of a dimension would be credited under every model, from the claims that were kept; streamed, in bounded memory. */
export async function compareModels(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
  rule: AttributionRule,
): Promise<ModelComparison[]> {
  const sumsOf = new Map<string, Record<Model, number>>();
  const query = `
    select toString(toUnixTimestamp64Milli(paid_at)) as paid_at, amount_fen - refunded_fen as net_fen,
      arrayMap(i -> (toString(evidences[i]), toString(kinds[i]), subjects[i], toString(ats[i])),
        arrayFilter(i -> dimensions[i] = {dimension:String}, arrayEnumerate(dimensions))) as claims
    from ${decided(slice)} where has(dimensions, {dimension:String})`;
  const dimensionRule = rule.dimensions[dimension];
  for await (const orders of platform.clickhouse.stream<ClaimedOrder>(
    query,
    { ...period, dimension },
    { timeoutMs: 60_000 },
  )) {
    for (const order of orders) {
      const claims = order.claims.map(
        ([evidence, subjectKind, subject, at]): Claim => ({
          dimension,
          evidence,
          subjectKind,
          subject,
          at: Number(at),
          ref: "",
        }),
      );
      for (const model of modelCodes) {
        const parts = split(order.net_fen, weigh({ ...dimensionRule, model }, claims, Number(order.paid_at)));
        for (const [at, fen] of parts.entries()) {
          if (fen === 0) continue;
          const key = `${claims[at]?.subjectKind}:${claims[at]?.subject}`;
          const known =
            sumsOf.get(key) ?? (Object.fromEntries(modelCodes.map((code) => [code, 0])) as Record<Model, number>);
          known[model] += fen;
          sumsOf.set(key, known);
        }
      }
    }
  }
  return [...sumsOf].map(([key, netFen]) => {
    const colon = key.indexOf(":");
    return { subjectKind: key.slice(0, colon) as SubjectKind, subject: key.slice(colon + 1), netFen };
  });
}

export interface CreditedOrder {
  readonly orderId: number;
  readonly paidAt: string;
  readonly evidence: Evidence;
  readonly share: number;
  readonly grossFen: number;
  readonly netFen: number;
}

/** Orders credited to a subject, newest first, with a place before `before`. */
export async function creditedOrders(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
  subject: { readonly kind: SubjectKind; readonly key: string },
  before: readonly [paidAt: number, orderId: number] | null,
  limit: number,
): Promise<CreditedOrder[]> {
  return platform.clickhouse.rows<CreditedOrder>(
    `select c.order_id as orderId, toString(toUnixTimestamp64Milli(any(c.paid_at))) as paidAt, argMax(c.evidence, c.share) as evidence,
       sum(c.share) as share, sum(c.gross) as grossFen, sum(c.net) as netFen
     from (select order_id, paid_at, evidence, share, gross, net from ${decided(slice)}
     array join dimensions as dimension, evidences as evidence, kinds as kind, subjects as subject, grosses as gross, nets as net, shares as share
     where dimension = {dimension:String} and kind = {kind:String} and subject = {key:String} and share > 0
       ${before === null ? "" : "and (toUnixTimestamp64Milli(paid_at), order_id) < ({paidAt:Int64}, {orderId:UInt64})"}) c
     group by c.order_id order by toInt64(paidAt) desc, orderId desc limit {limit:UInt32}`,
    {
      ...period,
      dimension,
      kind: subject.kind,
      key: subject.key,
      limit,
      ...(before && { paidAt: before[0], orderId: before[1] }),
    },
    { timeoutMs: 30_000 },
  );
}

export interface Credit extends Pick<SubjectSums, "subjectKind" | "subject" | "grossFen" | "netFen"> {
  readonly orderId: number;
  readonly day: string;
  readonly evidence: Evidence;
  readonly share: number;
}

/** Credits of a dimension one by one, the newest orders first. */
export async function allCredits(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
  limit: number,
): Promise<Credit[]> {
  return platform.clickhouse.rows<Credit>(
    `select order_id as orderId, toString(business_day) as day, toString(evidence) as evidence, toString(kind) as subjectKind, subject, share,
       gross as grossFen, net as netFen
     from ${decided(slice)}
     array join dimensions as dimension, evidences as evidence, kinds as kind, subjects as subject, grosses as gross, nets as net, shares as share
     where dimension = {dimension:String} and share > 0 order by business_day desc, order_id desc, share desc limit {limit:UInt32}`,
    { ...period, dimension, limit },
    { timeoutMs: 60_000 },
  );
}
