import { sql } from "kysely";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { addDays, instantOf } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { hasRows } from "./look-up.ts";
import type { Colleague, Office } from "./office.ts";

interface Made {
  readonly id: string;
  readonly version: number;
  readonly channels: readonly { readonly key: string }[];
}

/** People led by a cooperation, with what they did soon after; null = only looked. */
interface Led {
  readonly no: number;
  readonly did: Date | null;
}

const brands = [
  {
    ...{ brand: "木里咖啡", company: "木里咖啡（上海）有限公司", industry: "food", contractNo: "YY-2026-031" },
    audienceNote: "同商圈白领，周末买豆子也逛家居；和我方没有重叠的货。",
    contact: { name: "陈晓", phone: "13800000031", title: "品牌合作经理" },
    ends: 120,
  },
  {
    ...{ brand: "云朵母婴", company: "云朵母婴用品有限公司", industry: "mother_baby", contractNo: "YY-2026-044" },
    audienceNote: "25 至 35 岁新家庭，搬家、布置儿童房时会买收纳与餐具。",
    contact: { name: "吴敏", phone: "13800000044", title: "社群运营" },
    ends: 20,
  },
] as const;

/** Who bought in some days, who had never bought before first, and who only looked; invented but for the orders. */
async function ledIn(
  { platform }: Office,
  name: string,
  from: string,
  to: string,
  counts: { readonly buyers: number; readonly onlookers: number },
): Promise<Led[]> {
  const [start, end] = [instantOf(platform.config.timeZone, from), instantOf(platform.config.timeZone, addDays(to, 1))];
  const { rows } = await sql<Led>`
    with bought as (
      select o.member_no as no, min(o.paid_at) as did from sales_order o join member m on m.member_no = o.member_no
      where o.paid_at >= ${start} and o.paid_at < ${end} and o.items > 0 and m.status = 'active' group by 1
      order by exists (select from sales_order p where p.member_no = o.member_no and p.paid_at < ${start}), md5(o.member_no || ${name})
      limit ${counts.buyers})
    select * from bought union all
    (select m.member_no, null from member m where m.status = 'active' and m.member_no not in (select no from bought)
      order by coalesce(m.registered_at < ${start}, false), md5(m.member_no || ${name}) limit ${counts.onlookers})`.execute(
    platform.db,
  );
  return rows;
}

async function lead(
  office: Office,
  key: string,
  title: string,
  from: string,
  people: readonly Led[],
  days: number,
): Promise<void> {
  const { platform } = office;
  const now = platform.clock.now();
  const events = people.map(({ no, did }): EventDraft => {
    const luck = hashOf(`${key}${title}${no}`);
    const wandered = instantOf(
      platform.config.timeZone,
      addDays(from, luck % days),
      `${10 + (luck % 12)}:${10 + (luck % 50)}`,
    );
    return {
      ...{
        source: "demo",
        eventId: `partner:${key}:${no}`,
        type: "page.viewed",
        originNo: no,
        memberNo: no,
        storeNo: null,
      },
      occurredAt: did ? new Date(did.getTime() - (10 + (luck % 80)) * 60_000) : wandered,
      channel: "mini_program",
      properties: { path: "/pages/partner", title, sourceCode: key },
    };
  });
  await platform.db.transaction().execute((tx) =>
    appendEvents(
      tx,
      events.filter(({ occurredAt }) => occurredAt <= now),
      now,
    ),
  );
}

async function start(operator: Colleague, fields: object, page: string): Promise<Made> {
  const { id } = await operator.post<Made>("/cooperations", fields);
  const channel = { form: "mini_program", name: "对方推文里的小程序卡片", appId: "wxdemo0000000001", page };
  const made = await operator.post<Made>(`/cooperations/${id}/channels`, channel);
  for (const item of ["contract", "terms", "channel", "staff"])
    await operator.put(`/cooperations/${id}/checks`, { item, done: true });
  return operator.post<Made>(`/cooperations/${id}/state`, { to: "running", version: made.version }).then((running) => ({
    ...running,
    channels: made.channels,
  }));
}

const told = (flow: string, measure: string, day: string, amount: number) => ({ flow, measure, day, amount });

/** An exchange of accounts that ended and was reviewed. */
async function pastSwap(office: Office, operator: Colleague, partnerId: string): Promise<void> {
  const [from, to] = [addDays(office.today, -140), addDays(office.today, -127)];
  office.at(addDays(from, -2), "10:00");
  const name = "周末焕新 · 公众号互推";
  const swap = await start(
    operator,
    {
      ...{ partnerId, kind: "account_swap", name, measure: "clicks", startsOn: from, endsOn: to },
      terms: [
        { flow: "to_them", measure: "clicks", amount: 400, says: "公众号头条一次、社群 12 个" },
        { flow: "to_us", measure: "clicks", amount: 400, says: "公众号头条一次、杯套二维码" },
      ],
    },
    "pages/partner/coffee",
  );
  office.at(addDays(to, 1), "09:00");
  const people = await ledIn(office, name, from, to, { buyers: 42, onlookers: 205 });
  await lead(office, swap.channels[0]?.key ?? "", name, from, people, 14);
  await operator.put(`/cooperations/${swap.id}/entries`, {
    ...{ toldBy: "them", teller: "陈晓" },
    lines: [
      told("to_us", "exposures", to, 18_600),
      told("to_us", "clicks", to, 331),
      told("to_them", "clicks", to, 412),
      told("to_them", "members", to, 96),
      told("to_them", "sales_fen", to, 612_000),
    ],
  });
  await operator.put(`/cooperations/${swap.id}/entries`, {
    toldBy: "us",
    lines: [told("to_them", "exposures", to, 21_300), told("to_us", "cost_fen", to, 180_000)],
  });
  const ended = await operator.post<Made>(`/cooperations/${swap.id}/state`, { to: "ended", version: swap.version });
  await office.runJob("engagement.take_content_touches");
  office.at(addDays(to, 4), "16:00");
  await operator.post(`/cooperations/${swap.id}/review`, {
    version: ended.version,
    verdict: "adjust",
    review:
      "做得好的：杯套二维码带来的人买得多。\n没做好的：对方头条晚发了两天，点击没有达到约定。\n下次怎么改：把发布时间写进协议，杯套改为两周，先补还欠我方的点击。",
  });
}

/** A joint live that is under way: warming up, with the partner's page open. */
async function presentLive(office: Office, operator: Colleague, partnerId: string): Promise<void> {
  const [from, to] = [addDays(office.today, -6), addDays(office.today, 7)];
  office.at(addDays(from, -1), "10:00");
  const name = "新家第一课 · 联合直播";
  const live = await start(
    operator,
    {
      ...{ partnerId, kind: "joint_live", name, measure: "clicks", startsOn: from, endsOn: to },
      terms: [
        { flow: "to_them", measure: "clicks", amount: 300, says: "直播预告与社群预约链接" },
        { flow: "to_us", measure: "clicks", amount: 600, says: "妈妈群 30 个，直播口播三次" },
      ],
    },
    "pages/partner/live",
  );
  await operator.post(`/cooperations/${live.id}/channels`, {
    ...{ form: "partner_link", name: "社群里的对方预约页", url: "https://yunduo.example.com/live" },
  });
  office.at(office.today, "09:00");
  const people = await ledIn(office, name, from, addDays(office.today, -1), {
    buyers: 16,

    onlookers: 120,
  });
  await lead(office, live.channels[0]?.key ?? "", name, from, people, 6);
  await operator.put(`/cooperations/${live.id}/entries`, {
    ...{ toldBy: "them", teller: "吴敏" },
    lines: [
      told("to_us", "exposures", addDays(office.today, -1), 9_400),
      told("to_us", "clicks", addDays(office.today, -1), 205),
      told("to_them", "friends", addDays(office.today, -1), 58),
    ],
  });
  await operator.post(`/cooperations/${live.id}/shares`, { days: 30 });
  await office.runJob("engagement.take_content_touches");
}

/** Two partner brands: an exchange that was reviewed, a joint live under way, and an exchange of coupons being prepared. Invented. */
export async function workWithPartners(office: Office): Promise<void> {
  if (await hasRows(office.platform, "partner")) return;
  const operator = await office.colleague("hq");
  office.at(addDays(office.today, -175), "10:00");
  const ids: string[] = [];
  for (const { ends, ...partner } of brands) {
    const days = { contractFrom: addDays(office.today, -180), contractTo: addDays(office.today, ends) };
    ids.push(
      (await operator.post<Made>("/partners", { ...partner, ...days, contractFile: "法务共享盘 / 异业合作" })).id,
    );
  }
  const [coffee = "", baby = ""] = ids;
  await pastSwap(office, operator, coffee);
  await presentLive(office, operator, baby);
  office.at(office.today, "09:30");
  await operator.post("/cooperations", {
    ...{ partnerId: coffee, kind: "coupon_swap", name: "第二杯与新餐具 · 券互放", measure: "coupons_used" },
    ...{ startsOn: addDays(office.today, 5), endsOn: addDays(office.today, 34) },
    terms: [{ flow: "to_them", measure: "coupons_used", amount: 500, says: "收银小票印对方第二杯半价券" }],
  });
}
