import { addDays } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";

/** Mini programs of the bench, and the days over which their openings lie. */
export const openingDays = 30;
const programs = ["wxbenchmall", "wxbenchstores", "wxbenchcontent"];

/** How many people stand behind so many openings, how many cards they passed on and how many orders they placed. */
export const openingSize = (openings: number) => ({
  openings,
  people: Math.floor(openings / 5),
  cards: Math.floor(openings / 50),
  orders: Math.floor(openings / 5),
  homes: Math.floor(openings * 0.6),
});

type Size = ReturnType<typeof openingSize>;

/**
 * Lays three mini programs with their users, cards that went over several hands, openings, homes that were shown and orders over the thirty
 * days before `today`, unless there are openings. Everything by hash, so each run is the same.
 */
export async function fillOpenings(
  platform: Platform,
  size: Size,
  storeNos: readonly number[],
  today: string,
  say: (line: string) => void,
): Promise<void> {
  const { clickhouse } = platform;
  const { n } = await clickhouse.row<{ n: number }>(
    "select count() as n from event where type = 'mini_program.opened'",
  );
  if (n > 0) return say("  the openings are there already");
  await fillPeople(platform, size, storeNos);
  say(`  ${size.people} people, ${size.cards} cards`);
  const shared = { ...size, start: addDays(today, -openingDays), seconds: openingDays * 86_400 };
  const stores = `[${storeNos.join(",")}]`;
  for (const [what, statement, params] of [
    ["members", memberFacts, { people: size.people, stores, start: shared.start }],
    ["openings", openings, { ...shared, stores, apps: programs }],
    ["homes that were shown", homesShown, {}],
    ["orders", orders, { ...shared, stores }],
  ] as const) {
    await clickhouse.command(statement, params, { timeoutMs: 280_000 });
    say(`  ${what}`);
  }
}

async function fillPeople({ pool }: Platform, size: Size, storeNos: readonly number[]): Promise<void> {
  const client = await pool.connect();
  try {
    // The rows are sound by their making; the feeds have nothing to do with them.
    await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'");
    for (const [statement, values] of [
      [accounts, [programs]],
      [members, [size.people, storeNos]],
      [unionids, [size.people]],
      [users, [size.people]],
      [cards, [size.cards, size.people]],
    ] as const)
      await client.query(statement, [...values]);
  } finally {
    await client.query("reset all");
    client.release();
  }
  for (const table of ["member", "identifier", "mini_program_user", "mini_program_share"])
    await pool.query(`vacuum analyze ${table}`);
}

const accounts = `
  insert into wechat_account (platform, account_id, name, base_url, secrets_sealed, updated_by)
  select 'mini_program', app, '小程序 ' || n, 'https://api.weixin.qq.com', '', 'bench' from unnest($1::text[]) with ordinality a(app, n)`;
const members = `
  insert into member (member_no, owner_no, first_seen_at, first_source, relation, store_no, changed_xid) overriding system value
  select no, no, now() - interval '90 days', 'bench', 'fan', ($2::int[])[1 + no % cardinality($2::int[])], '0' from generate_series(1, $1::int) no`;
const unionids = `
  insert into identifier (value_index, kind, value_sealed, origin_no, member_no, first_seen_at, first_source)
  select md5('bench' || no)::uuid, 'unionid', '', no, no, now() - interval '90 days', 'bench' from generate_series(1, $1::int, 2) no`;
/** Everybody uses the first mini program, a third the second, a tenth the third; half of the users left a phone. */
const users = `
  insert into mini_program_user (wechat_account_id, openid, origin_no, member_no, session_key_sealed, registered_at)
  select a.id, 'o' || no, no, no, '', case when no % 2 = 0 then now() - interval '1 day' * (no % 90) end
  from generate_series(1, $1::int) no
  join (select id, row_number() over (order by account_id desc) as n from wechat_account where account_id like 'wxbench%') a
    on no % (array[1, 3, 10])[a.n::int] = 0`;
/** Every other card was passed on by somebody who came by an earlier one. */
const cards = `
  insert into mini_program_share (key, wechat_account_id, page, origin_no, member_no, parent_key, created_at)
  select 'bench' || lpad(n::text, 7, '0'), (select id from wechat_account where account_id = 'wxbenchmall'), '/pages/goods/1', 1 + n * 13 % $2::int, 1 + n * 13 % $2::int,
    case when n % 2 = 0 then 'bench' || lpad((n / 2)::text, 7, '0') end, now() - interval '30 days'
  from generate_series(1, $1::int) n`;

const chance = (of: string, seed: number) => `((sipHash64(${of}, ${seed}) % 1048576) / 1048576)`;
const person = (of: string, seed: number) => `1 + toUInt32(floor(pow(${chance(of, seed)}, 1.7) * {people:UInt32}))`;
const store = (of: string) => `{stores:Array(UInt32)}[1 + ${of} % length({stores:Array(UInt32)})]`;

const memberFacts = `
  insert into member_fact (member_no, owner_no, version, is_deleted, first_seen_at, store_no, channel, relation)
  select toUInt32(number + 1) as member_no, member_no, 1, 0, toDateTime64({start:Date}, 3, 'UTC') - toIntervalDay(60), ${store("member_no")}, 'mini_program', 'fan'
  from numbers({people:UInt32})`;

/** One opening in five came by a card, one in nine from another mini program, the others by scenes of the platform. */
const openings = `
  insert into event (seq, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)
  select number + 1, 'mini_program.opened', who, who, at, at, ${store("who")}, 'mini_program',
    concat('{"appId":"', {apps:Array(String)}[1 + toUInt8(floor(pow(${chance("number", 23)}, 2) * 3))], '","visitId":"v', toString(number),
      '","entryName":"","isFirst":', if(number % 5 = 0, 'true', 'false'), ',"isNewMember":', if(number % 10 = 0, 'true', 'false'),
      ',"scene":', toString([1007, 1011, 1047, 1089, 1058, 1005, 1037, 1008, 1154][1 + number % 9]),
      if(number % 40 = 3, ',"mark":"red_packet_rain"', ''), if(number % 9 = 6, ',"fromAppId":"wxbenchcontent"', ''),
      if(number % 5 = 1, concat(',"shareKey":"bench', leftPad(toString(card), 7, '0'), '","sharerOrigin":', toString(1 + card * 13 % {people:UInt32})), ''), '}')
  from (select number, ${person("number", 21)} as who, 1 + toUInt32(floor(pow(${chance("number", 22)}, 3) * {cards:UInt32})) as card,
      toDateTime64({start:Date}, 3, 'UTC') + toIntervalSecond(floor(number / {openings:UInt64} * {seconds:UInt32})) as at
    from numbers({openings:UInt64}))
  settings max_partitions_per_insert_block = 0`;

/** Six openings in ten showed a home, one in four of these twice: the position was refused first. */
const homesShown = `
  insert into event (seq, type, origin_no, member_no, occurred_at, received_at, store_no, channel, properties)
  select 1000000000 + seq * 2 + turn, 'mini_program.home_shown', member_no, member_no, occurred_at + toIntervalSecond(1 + turn), occurred_at + toIntervalSecond(1 + turn),
    store_no, 'mini_program',
    concat('{"appId":"', JSONExtractString(properties, 'appId'), '","visitId":"', JSONExtractString(properties, 'visitId'), '","home":"',
      ['scan_and_go', 'home_delivery', 'nearby'][1 + (seq + turn) % 3], '","basis":"', ['inside', 'in_range', 'nowhere'][1 + (seq + turn) % 3], '"}')
  from event array join range(if(seq % 4 = 0, 2, 1)) as turn
  where type = 'mini_program.opened' and seq % 10 < 6
  settings max_partitions_per_insert_block = 0`;

const orders = `
  insert into order_fact (order_id, version, origin_no, member_no, store_no, channel, paid_at, business_day, amount_li, items)
  select toUInt64(number + 1), 1, who, who, ${store("who")}, 'mini_program', at, toDate(at, 'Asia/Shanghai'), 10000 + sipHash64(number, 33) % 500000, 1
  from (select number, ${person("number", 31)} as who,
      toDateTime64({start:Date}, 3, 'UTC') + toIntervalSecond(floor(number / {orders:UInt64} * {seconds:UInt32})) as at
    from numbers({orders:UInt64}))
  settings max_partitions_per_insert_block = 0`;
