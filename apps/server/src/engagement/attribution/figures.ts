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

/** SQL: purchases of a period in the slice. Takes the parameters `from` and `to`. */
const purchases = (slice: Slice) => `(select order_id, business_day, paid_at from purchase
  where business_day >= {from:Date} and business_day < {to:Date} and ${storeCondition(slice)})`;

/** SQL: decided purchases, one row each. */
const decided = (slice: Slice) => `(
  select o.order_id as order_id, o.business_day as business_day, o.paid_at as paid_at, a.amount_fen as amount_fen, a.refunded_fen as refunded_fen,
    a.dimension as dimensions, a.evidence as evidences, a.subject_kind as kinds, a.subject as subjects, a.at as ats, a.gross as grosses,
    a.net as nets, a.share as shares
  from (select order_id, amount_fen, refunded_fen, claims.dimension as dimension, claims.evidence as evidence, claims.subject_kind as subject_kind,
      claims.subject as subject, claims.at as at, claims.gross_fen as gross, claims.net_fen as net, claims.share as share
    from order_attribution_fact final where order_id in (select order_id from ${purchases(slice)})) a
  inner join ${purchases(slice)} o on o.order_id = a.order_id)`;

/** SQL: credits of a dimension, one row each. Takes the parameter `dimension`. */
const credits = (slice: Slice) => `(
  select order_id, business_day, evidence, kind, subject, gross, net from ${decided(slice)}
  array join dimensions as dimension, evidences as evidence, kinds as kind, subjects as subject, grosses as gross, nets as net, shares as share
  where dimension = {dimension:String} and share > 0)`;

const sums = "uniqExact(order_id) as orders, sum(gross) as grossFen, sum(net) as netFen";

/** Who is credited with what in a dimension; what is credited to nobody is the difference between `total` and `credited`. */
export async function dimensionFigures(
  platform: Platform,
  slice: Slice,
  dimension: Dimension,
  period: Period,
): Promise<DimensionFigures> {
  const { clickhouse } = platform;
  const params = { ...period, dimension };
  const options = { timeoutMs: 30_000 };
  const [total, credited, subjects, evidences, days, creditedDays] = await Promise.all([
    clickhouse.row<Sums>(
      `select count() as orders, sum(amount_fen) as grossFen, sum(amount_fen - refunded_fen) as netFen from ${decided(slice)}`,
      params,
      options,
    ),
    clickhouse.row<Sums>(`select ${sums} from ${credits(slice)}`, params, options),
    clickhouse.rows<SubjectSums>(
      `select kind as subjectKind, subject, ${sums} from ${credits(slice)} group by kind, subject order by netFen desc, subject limit 500`,
      params,
      options,
    ),
    clickhouse.rows<Sums & { evidence: Evidence }>(
      `select evidence, ${sums} from ${credits(slice)} group by evidence order by netFen desc`,
      params,
      options,
    ),
    clickhouse.rows<{ day: string; netFen: number }>(
      `select toString(business_day) as day, sum(amount_fen - refunded_fen) as netFen from ${decided(slice)} group by day order by day`,
      params,
      options,
    ),
    clickhouse.rows<{ day: string; netFen: number }>(
      `select toString(business_day) as day, sum(net) as netFen from ${credits(slice)} group by day`,
      params,
      options,
    ),
  ]);
  const creditedOn = new Map(creditedDays.map(({ day, netFen }) => [day, netFen]));
  return {
    total,
    credited,
    subjects,
    evidences,
    days: days.map(({ day, netFen }) => ({ day, netFen, creditedFen: creditedOn.get(day) ?? 0 })),
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
    `select concat(kind, ':', subject) as key, sum(net) as netFen from ${credits(slice)} group by key`,
    { ...period, dimension },
    { timeoutMs: 30_000 },
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
  const rule_ = rule.dimensions[dimension];
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
        const parts = split(order.net_fen, weigh({ ...rule_, model }, claims, Number(order.paid_at)));
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
