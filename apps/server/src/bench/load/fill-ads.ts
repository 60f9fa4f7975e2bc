import type { Platform } from "../../kernel/platform.ts";

/** How large the ads of the bench are. */
export const adSize = { plans: 20, reached: 200_000, events: 1_500_000, orders: 1_000_000 };
const members = 300_000;
export const adDays = 60;

/**
 * Lays twenty ad plans of sixty days up to now, unless there are any: the first reaches everybody of `reached`, twice each, the others
 * a twentieth of them; with what these people did and bought, and what others bought. Everything by hash, so each run is the same.
 */
export async function fillAds({ pool }: Platform, say: (line: string) => void): Promise<void> {
  const { rows } = await pool.query("select from ad_plan limit 1");
  if (rows.length > 0) return say("  the ads are there already");
  const client = await pool.connect();
  try {
    // The rows are sound by their making; the feeds have nothing to do with them.
    await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'");
    await client.query(
      `insert into member (member_no, owner_no, first_seen_at, first_source, relation, changed_xid) overriding system value
       select no, no, now() - interval '90 days', 'bench', 'fan', '0' from generate_series(1, $1::int) no`,
      [members],
    );
    for (const [what, statement, values] of [
      ["plans", plans, [adSize.plans, adDays]],
      ["openings and arrivals", visits, [adSize.reached, adDays, adSize.plans]],
      ["openings of strangers", strangers, [adSize.reached, adDays]],
      ["events", events, [adSize.events, adSize.reached, adDays]],
      ["orders", orders, [adSize.orders, members, adDays]],
    ] as const) {
      await client.query(statement, [...values]);
      say(`  ${what}`);
    }
  } finally {
    await client.query("reset all");
    client.release();
  }
  for (const table of ["member", "live_code_visit", "event_log", "sales_order", "ad_plan", "ad_plan_code", "ad_spend"])
    await pool.query(`vacuum analyze ${table}`);
}

/** SQL: a number from 0 up to 1 that depends on `no` and a seed only; and a time within the last days. */
const chance = (no: string, seed: number) => `((hashint4extended(${no}, ${seed}) & 1048575) / 1048576.0::float8)`;
const somewhen = (no: string, seed: number, days: string) => `now() - ${chance(no, seed)} * interval '1 day' * ${days}`;

const plans = `
  with hq as (select id from org_unit where kind = 'headquarters' limit 1),
  code as (
    insert into live_code (slug, state, kind, name, org_unit_id, channel, material, target_url, created_at, created_by)
    select 'bench' || lpad(n::text, 4, '0'), 'bench' || n, 'link', '投放 ' || n, hq.id, 'mini_program', 'ad', 'https://shop.example.com', now(), 'bench'
    from hq, generate_series(1, $1::int) n returning id, state),
  plan as (
    insert into ad_plan (key, name, kind, chain, org_unit_id, starts_on, ends_on, created_at, created_by)
    select 'ad' || lpad(n::text, 6, '0'), '投放 ' || n, 'moments', 'mini_account', hq.id, current_date - $2::int, current_date, now(), 'bench'
    from hq, generate_series(1, $1::int) n order by n returning no, name),
  linked as (
    insert into ad_plan_code (code_id, plan_no)
    select c.id, p.no from plan p join code c on c.state = 'bench' || substr(p.name, 4))
  insert into ad_spend (plan_no, day, amount_fen, recorded_at, recorded_by)
  select no, current_date - d, 100000, now(), 'bench' from plan, generate_series(0, $2::int) d`;

/** Each of them opens the first plan's link twice; one in twenty of them each other plan's. */
const visits = `
  insert into live_code_visit (code_id, visitor_id, at, origin_no, member_no)
  select a.code_id, md5('m' || who)::uuid, ${somewhen("who + turn * 1000003", 1, "$2::int")}, who, who
  from generate_series(1, $3::int + 1) turn join ad_plan p on p.name = '投放 ' || greatest(1, turn - 1)
  join ad_plan_code a on a.plan_no = p.no cross join generate_series(1, $1::int) who
  where turn <= 2 or who % 20 = turn - 2
  order by 3`;
const strangers = `
  insert into live_code_visit (code_id, visitor_id, at)
  select a.code_id, md5('s' || who)::uuid, ${somewhen("who", 2, "$2::int")}
  from generate_series(1, $1::int) who join ad_plan p on p.name = '投放 ' || 1 + who % 2 join ad_plan_code a on a.plan_no = p.no order by 3`;
const events = `
  insert into event_log (event_key, source, event_id, type, origin_no, member_no, occurred_at, channel, properties)
  select md5('e' || no)::uuid, 'bench', no::text, kind, who, who, ${somewhen("no", 3, "$3::int")}, 'mini_program', '{"path": "/pages/goods/1"}'
  from (select no, (1 + (hashint4extended(no, 4) & 2147483647) % $2::int)::int as who,
    (array['page.viewed','page.viewed','page.viewed','page.viewed','page.viewed','page.viewed','account.followed','contact.added','member.registered',
      'coupon.claimed'])[1 + no / 7 % 10] as kind from generate_series(1, $1::int) no) e order by 7`;
const orders = `
  insert into sales_order (source, order_code, origin_no, member_no, channel, paid_at, business_day, amount_li, amount_fen, goods_li, discount_li,
    items, line_count, lines, content_hash)
  select 'bench', no::text, who, who, 'mini_program', at, at::date, fen * 10, fen, fen * 10, 0, 1, 1, '[["SKU-1","跑鞋",1,100,100]]', md5('o' || no)::uuid
  from (select no, (1 + (hashint4extended(no, 5) & 2147483647) % $2::int)::int as who, ${somewhen("no", 6, "$3::int")} as at,
    (1000 + ${chance("no", 7)} * 50000)::bigint as fen from generate_series(1, $1::int) no) o order by o.at`;
