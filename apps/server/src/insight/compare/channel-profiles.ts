import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { instantText } from "../metrics/ask-activity.ts";
import type { Period } from "../metrics/period.ts";
import { buyersBefore, purchases, readHistory } from "../settled/history.ts";
import { channelNames } from "../shared/channels.ts";
import { liToFen } from "../shared/money.ts";
import { type Slice, storeCondition } from "../shared/slice.ts";
import { textList } from "../shared/sql-text.ts";
import type { channelProfilesAnswer } from "./schemas.ts";

/** Upper ends of the age bands, in years; the last one is open. */
export const ageBands = [
  { label: "18 岁以下", below: 18 },
  { label: "18–24 岁", below: 25 },
  { label: "25–34 岁", below: 35 },
  { label: "35–44 岁", below: 45 },
  { label: "45–54 岁", below: 55 },
  { label: "55 岁及以上", below: 200 },
] as const;

const sharingTypes = ["product.shared", "content.shared"];

interface Row {
  readonly channel: string;
  readonly buyers: number;
  readonly orders: number;
  readonly amount_li: number;
  readonly loyal: number;
  readonly sharers: number;
  readonly female: number;
  readonly male: number;
  readonly ages: readonly number[];
  readonly cities: readonly string[];
  readonly city_buyers: readonly number[];
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/**
 * Who buys in each channel, in the same terms for all: age, gender, city, spend, sharing, loyalty (DT-14). Shares of age and gender
 * are of those whose age or gender is known. Loyal = with an earlier purchase anywhere, or two in the period in this channel.
 */
export async function channelProfiles(
  platform: Platform,
  slice: Slice,
  period: Period,
): Promise<z.input<typeof channelProfilesAnswer>> {
  const { timeZone } = platform.config;
  const age = "({year:UInt16} - birth_year)";
  const ages = ageBands.map(({ below }, index) => {
    const from = ageBands[index - 1]?.below ?? 0;
    return `countIf(birth_year > 0 and ${age} >= ${from} and ${age} < ${below})`;
  });
  const history = await readHistory(platform);
  const bought = purchases(
    history,
    "channel, member_no, amount_li",
    `member_no > 0 and business_day >= {from:Date} and business_day < {to:Date} and ${storeCondition(slice)}`,
  );
  const rows = await platform.clickhouse.rows<Row>(
    `select channel, count() as buyers, sum(n) as orders, sum(li) as amount_li, countIf(n >= 2 or bought_before) as loyal, countIf(shares) as sharers,
       countIf(gender = 'female') as female, countIf(gender = 'male') as male, [${ages.join(", ")}] as ages,
       sumMapIf([city], [toUInt64(1)], city != '') as city_map, city_map.1 as cities, city_map.2 as city_buyers
     from (
       select b.channel as channel, b.n as n, b.li as li, f.gender as gender, f.birth_year as birth_year, ifNull(toString(f.city), '') as city,
         bitmapContains(${buyersBefore(history, "from", period.from)}, b.member_no) as bought_before,
         b.member_no in (select member_no from member_event where type in (${textList(sharingTypes)})
           and occurred_at >= {since:DateTime64(3,'UTC')} and occurred_at < {until:DateTime64(3,'UTC')}) as shares
       from (
         select toString(channel) as channel, member_no, count() as n, sum(amount_li) as li from ${bought}
         group by channel, member_no) b
       left join (select member_no, gender, birth_year, city from member_fact final) f on f.member_no = b.member_no)
     group by channel order by buyers desc, channel`,
    {
      from: period.from,
      to: period.to,
      since: instantText(timeZone, period.from),
      until: instantText(timeZone, period.to),
      year: Number(period.from.slice(0, 4)),
    },
    { timeoutMs: 120_000 },
  );
  return { ...period, channels: rows.map(present) };
}

function present(row: Row) {
  const [buyers, orders, female, male] = [row.buyers, row.orders, row.female, row.male].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const bands = row.ages.map(Number);
  const agesKnown = bands.reduce((sum, people) => sum + people, 0);
  const amountFen = liToFen(Number(row.amount_li));
  return {
    channel: row.channel,
    label: channelNames[row.channel] ?? row.channel,
    buyers,
    spendPerBuyerFen: Math.round(amountFen / buyers),
    averageOrderValueFen: Math.round(amountFen / orders),
    ordersPerBuyer: orders / buyers,
    loyalShare: Number(row.loyal) / buyers,
    sharerShare: Number(row.sharers) / buyers,
    genderKnown: female + male,
    femaleShare: ratio(female, female + male),
    agesKnown,
    ages: ageBands.map(({ label }, index) => ({ label, share: ratio(bands[index] ?? 0, agesKnown) })),
    cities: row.cities
      .map((city, index) => ({ city, share: Number(row.city_buyers[index]) / buyers }))
      .sort((a, b) => b.share - a.share || (a.city < b.city ? -1 : 1))
      .slice(0, 5),
  };
}
