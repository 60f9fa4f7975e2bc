import { type Kysely, sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { unitCondition } from "../../organization/index.ts";
import type { ConversionState, ToldStage } from "./vocabulary.ts";

export type Db = Kysely<DB>;

export interface AdAccountRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly accountKey: string;
  readonly mark: string;
  readonly baseUrl: string;
  readonly authenticated: boolean;
  readonly tokenSealed: string | null;
  readonly convId: string;
  readonly wechatAppId: string;
  readonly clickMacro: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly heardAt: Date | null;
  readonly answeredAt: Date | null;
  readonly failure: string | null;
  readonly actions: readonly { readonly stage: ToldStage; readonly actionType: string }[];
  readonly plans: readonly { readonly planId: string; readonly planName: string; readonly match: string }[];
}

const columns = sql`a.no, a.id, a.name, a.org_unit_id as "unitId", u.name as "unitName", u.path::text as path, a.account_key as "accountKey", a.mark,
  a.base_url as "baseUrl", a.authenticated, a.token_sealed as "tokenSealed", a.conv_id as "convId", a.wechat_app_id as "wechatAppId",
  a.click_macro as "clickMacro", a.enabled, a.version, a.heard_at as "heardAt", a.answered_at as "answeredAt", a.failure,
  coalesce((select jsonb_agg(jsonb_build_object('stage', x.stage, 'actionType', x.action_type) order by x.stage)
    from ad_account_action x where x.account_no = a.no), '[]') as actions,
  coalesce((select jsonb_agg(jsonb_build_object('planId', p.id, 'planName', p.name, 'match', x.match) order by p.no desc)
    from ad_account_plan x join ad_plan p on p.no = x.plan_no where x.account_no = a.no), '[]') as plans`;

/** Accounts in scope, by name. */
export async function listAccounts(db: Db, actor: Actor): Promise<AdAccountRow[]> {
  const { rows } = await sql<AdAccountRow>`select ${columns} from ad_account a join org_unit u on u.id = a.org_unit_id
    where ${unitCondition(actor, "u.path")} order by a.name, a.no`.execute(db);
  return rows;
}

/** @throws Refusal `not_found` */
export async function loadAccount(db: Db, actor: Actor, id: string): Promise<AdAccountRow> {
  const { rows } = await sql<AdAccountRow>`select ${columns} from ad_account a join org_unit u on u.id = a.org_unit_id
    where a.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("这个广告账号");
  return rows[0];
}

export interface AccountFigures {
  readonly no: number;
  readonly clicks: number;
  readonly landed: number;
  readonly known: number;
  readonly platformConversions: number | null;
  readonly costFen: number;
  readonly openCostFen: number;
  readonly reportedUntil: string | null;
  readonly stages: Readonly<Partial<Record<ToldStage, Readonly<Record<ConversionState, number>>>>>;
}

/** What came of the clicks since a moment, per account; reads those days' clicks, conversions and report rows only. */
export async function accountFigures(
  db: Db,
  accountNos: readonly number[],
  since: { readonly at: Date; readonly day: string },
): Promise<ReadonlyMap<number, AccountFigures>> {
  const { rows } = await sql<AccountFigures>`
    select a.no, k.clicks, k.landed, k.known, r.conversions as "platformConversions", coalesce(r.cost, 0) as "costFen",
      coalesce(r.open_cost, 0) as "openCostFen", (select max(day) from ad_report where account_no = a.no) as "reportedUntil",
      coalesce((select jsonb_object_agg(stage, states) from (
        select stage, jsonb_object_agg(state, people) as states from (
          select d.stage, d.state, count(*)::int as people from ad_conversion d join ad_click c on c.no = d.click_no
          where d.account_no = a.no and c.clicked_at >= ${since.at}::timestamptz group by 1, 2) s group by stage) g), '{}') as stages
    from unnest(${accountNos}::int[]) a(no)
    cross join lateral (select count(*)::int as clicks, count(c.landed_at)::int as landed, count(t.click_no)::int as known
      from ad_click c left join ad_click_touch t on t.click_no = c.no where c.account_no = a.no and c.clicked_at >= ${since.at}::timestamptz) k
    cross join lateral (select sum(cost_fen)::bigint as cost, sum(cost_fen) filter (where plan_no is null)::bigint as open_cost,
      sum(conversions)::bigint as conversions from ad_report where account_no = a.no and day >= ${since.day}) r`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.no, row]));
}

/** Clicks of the last days that lead to no account: their plan is not entered at one, or at several. */
export async function strayClicks(db: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ad_click where account_no is null and clicked_at >= ${since}`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface ConversionRow {
  readonly no: number;
  readonly id: string;
  readonly stage: ToldStage;
  readonly actionType: string;
  readonly at: Date;
  readonly clickedAt: Date;
  readonly clickKey: string;
  readonly planName: string | null;
  readonly valueFen: number | null;
  readonly state: ConversionState;
  readonly cause: string | null;
  readonly tries: number;
  readonly toldAt: Date | null;
}

/** Conversions of an account, newest first; `limit + 1` of them. */
export async function listConversions(
  db: Db,
  accountNo: number,
  filter: {
    readonly state?: ConversionState;
    readonly stage?: ToldStage;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<ConversionRow[]> {
  const { state = null, stage = null, before, limit } = filter;
  const { rows } = await sql<ConversionRow>`
    select d.no, d.id, d.stage, d.action_type as "actionType", d.at, k.clicked_at as "clickedAt", k.click_key as "clickKey", p.name as "planName",
      d.value_fen as "valueFen", d.state, d.cause, d.tries, d.told_at as "toldAt"
    from ad_conversion d join ad_click k on k.no = d.click_no left join ad_plan p on p.no = k.plan_no
    where d.account_no = ${accountNo} and (${state}::text is null or d.state = ${state}) and (${stage}::text is null or d.stage = ${stage})
      and (${before}::int is null or d.no < ${before}) order by d.no desc limit ${limit + 1}`.execute(db);
  return rows;
}

export interface ReportRow {
  readonly campaign: string;
  readonly ad: string;
  readonly adKey: string;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly days: number;
  readonly costFen: number;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly conversions: number | null;
}

/** The platform's report by ad, what nobody's plan takes first, then the dearest. */
export async function listReport(db: Db, accountNo: number, from: string, to: string): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select max(r.campaign) as campaign, max(r.ad) as ad, r.ad_key as "adKey", p.id as "planId", p.name as "planName", count(*)::int as days,
      sum(r.cost_fen)::bigint as "costFen", sum(r.impressions)::bigint as impressions, sum(r.clicks)::bigint as clicks,
      sum(r.conversions)::bigint as conversions
    from ad_report r left join ad_plan p on p.no = r.plan_no where r.account_no = ${accountNo} and r.day between ${from} and ${to}
    group by r.ad_key, p.id, p.name order by p.id is not null, sum(r.cost_fen) desc, r.ad_key limit 500`.execute(db);
  return rows;
}
