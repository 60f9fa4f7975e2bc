import { sql } from "kysely";
import { recordConsent } from "../../../customers/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { runAudience } from "../../../insight/index.ts";
import { addDays } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { hasRows } from "./look-up.ts";
import type { Office } from "./office.ts";

interface DemoAd {
  readonly name: string;
  readonly kind: string;
  readonly chain: "buy_first" | "mini_account" | "coupon";
  readonly seeding?: "talk" | "trial" | "share";
  readonly partner: string;
  /** Days ago. */
  readonly from: number;
  readonly to: number;
  readonly yuanADay: number;
  readonly buyers: number;
  readonly onlookers: number;
}

const ads: readonly DemoAd[] = [
  {
    name: "朋友圈广告 · 厨房焕新季",
    kind: "moments",
    chain: "buy_first",
    partner: "腾讯广告",
    from: 45,
    to: 32,
    yuanADay: 320,
    buyers: 60,
    onlookers: 240,
  },
  {
    name: "家居达人试用 · 收纳系列",
    kind: "kol",
    chain: "mini_account",
    seeding: "trial",
    partner: "家居达人 阿木",
    from: 30,
    to: 17,
    yuanADay: 450,
    buyers: 35,
    onlookers: 180,
  },
  {
    name: "短信召回 · 周末满减券",
    kind: "sms",
    chain: "coupon",
    partner: "短信服务商",
    from: 14,
    to: 8,
    yuanADay: 90,
    buyers: 28,
    onlookers: 150,
  },
];

interface Person {
  readonly no: number;
  /** The order that the ad led to; null = only looked. */
  readonly paidAt: Date | null;
}

/** People who bought in the ad's days, by their first order of those days, and people who did not. */
async function peopleOf({ platform }: Office, from: string, to: string, ad: DemoAd): Promise<Person[]> {
  const { rows } = await sql<Person>`
    (select o.member_no as no, min(o.paid_at) as "paidAt" from sales_order o join member m on m.member_no = o.member_no
     where o.business_day between ${from} and ${to} and o.items > 0 and m.status = 'active' group by 1
     order by md5(o.member_no || ${ad.name}) limit ${ad.buyers})
    union all
    (select m.member_no, null from member m where m.status = 'active' and not exists (
       select from sales_order o where o.member_no = m.member_no and o.business_day between ${from} and ${to})
     order by md5(m.member_no || ${ad.name}) limit ${ad.onlookers})`.execute(platform.db);
  return rows;
}

function eventsOf(ad: DemoAd, key: string, person: Person, from: string): EventDraft[] {
  const luck = hashOf(`${ad.name}${person.no}`);
  const days = ad.from - ad.to + 1;
  const cameAt = person.paidAt
    ? new Date(person.paidAt.getTime() - (20 + (luck % 90)) * 60_000)
    : new Date(
        `${addDays(from, luck % days)}T${String(10 + (luck % 12)).padStart(2, "0")}:${String(luck % 60).padStart(2, "0")}:00+08:00`,
      );
  const base = { source: "demo", originNo: person.no, memberNo: person.no, channel: "mini_program", storeNo: null };
  const later = (minutes: number, at = cameAt) => new Date(at.getTime() + minutes * 60_000);
  const visit: EventDraft = {
    ...base,
    eventId: `ad:${key}:${person.no}`,
    type: "page.viewed",
    occurredAt: cameAt,
    properties: { path: "/pages/activity", title: ad.name, sourceCode: key },
  };
  const claim: EventDraft = {
    ...base,
    eventId: `ad-coupon:${key}:${person.no}`,
    type: "coupon.claimed",
    occurredAt: later(2),
    properties: { couponCode: `WK-${person.no}`, name: "周末满减券" },
  };
  const follow: EventDraft = {
    ...base,
    eventId: `ad-follow:${key}:${person.no}`,
    type: "account.followed",
    occurredAt: ad.chain === "buy_first" && person.paidAt ? later(8, person.paidAt) : later(4),
    channel: "official_account",
    properties: { accountCode: "gh_demo", accountName: "禾光生活" },
  };
  const follows =
    ad.chain === "coupon" ? false : person.paidAt ? luck % 10 < 6 : ad.chain !== "buy_first" && luck % 10 < 3;
  const claims = ad.chain === "coupon" && (person.paidAt !== null || luck % 10 < 4);
  return [visit, ...(claims ? [claim] : []), ...(follows ? [follow] : [])];
}

/** Three ads with what they cost day by day, and the people whom they led to the mini program. Invented, but for the orders. */
export async function runAds(office: Office): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "ad_plan")) return;
  const operator = await office.colleague("hq");
  for (const ad of ads) {
    const [from, to] = [addDays(today, -ad.from), addDays(today, -ad.to)];
    office.at(from, "09:00");
    const { id, key } = await operator.post<{ id: string; key: string }>("/ad-plans", {
      name: ad.name,
      kind: ad.kind,
      chain: ad.chain,
      seeding: ad.seeding ?? null,
      partner: ad.partner,
      startsOn: from,
      endsOn: to,
      budgetFen: (ad.from - ad.to + 1) * ad.yuanADay * 110,
    });
    office.at(addDays(to, 1), "10:00");
    await operator.put(`/ad-plans/${id}/spends`, {
      lines: Array.from({ length: ad.from - ad.to + 1 }, (_, index) => {
        const luck = hashOf(`${ad.name}/${index}`);
        const amountFen = ad.yuanADay * 100 + (luck % 8_000) - 4_000;
        return {
          day: addDays(from, index),
          amountFen,
          impressions: amountFen / 2 - (luck % 2),
          clicks: 60 + (luck % 80),
        };
      }).map((line) => ({ ...line, impressions: Math.floor(line.impressions) })),
    });
    const people = await peopleOf(office, from, to, ad);
    await platform.db.transaction().execute((tx) =>
      appendEvents(
        tx,
        people.flatMap((person) => eventsOf(ad, key, person, from)),
        platform.clock.now(),
      ),
    );
  }
  await office.runJob("engagement.take_ad_touches");
}

/** An audience of four weeks ago that can be compared with who was held out, and one whose file is ready. Invented. */
export async function exportAudiences(office: Office): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "audience")) return;
  office.at(addDays(today, -60), "12:00");
  const at = platform.clock.now();
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ no: number }>`
      select member_no as no from member where status = 'active' and registered_at is not null`.execute(tx);
    await recordConsent(
      tx,
      rows
        .filter(({ no }) => hashOf(`shares${no}`) % 100 < 70)
        .map(({ no }) => ({
          originNo: no,
          memberNo: no,
          purpose: "data_sharing",
          channel: "any",
          granted: true,
          at,
          source: "mini_program",
          textVersion: "2026-01",
          by: "本人",
        })),
    );
  });
  const operator = await office.colleague("hq");
  const ask = async (daysAgo: number, body: object): Promise<string> => {
    office.at(addDays(today, -daysAgo), "10:30");
    const { id } = await operator.post<{ id: string }>("/audiences", {
      target: "ad_platform",
      platform: "腾讯广告",
      columns: [{ kind: "phone_md5" }],
      filter: {},
      ...body,
    });
    await runAudience(platform, id, new AbortController().signal);
    return id;
  };
  const old = await ask(28, {
    name: "会员相似人群 · 秋季上新",
    purpose: "秋季上新相似人群扩展投放",
    holdoutPercent: 15,
  });
  await operator.post(`/audiences/${old}/download`, { reason: "交给投放组上传腾讯广告" });
  await ask(0, { name: "会员再营销 · 本月", purpose: "本月老客再营销投放", holdoutPercent: 10 });
  await office.runJob("insight.expire_audiences");
}
