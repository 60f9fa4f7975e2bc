import { sql } from "kysely";
import { importVideoWorks } from "../../../engagement/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { addDays } from "../../../kernel/calendar.ts";
import { hashOf } from "../random.ts";
import { hasRows } from "./look-up.ts";
import type { Colleague, Office } from "./office.ts";

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly topics: string[];
  readonly publishedAt: string;
  readonly linkKey: string | null;
  readonly version: number;
}

const themes = ["product", "brand", "unboxing", "product", "event"] as const;
const subjects = [
  "一周收纳清单",
  "小厨房也能井井有条",
  "门店老师傅讲选锅",
  "开箱：春日礼盒",
  "换季衣物怎么收",
  "三分钟便当",
];
const mark = "【禾光好物】";
/** Days before today on which works went out: three to four a week, but for one quiet week. */
const published = [2, 4, 6, 8, 10, 12, 13, 22, 24, 26, 29, 31, 34, 36, 38, 41];

/** A video channel with two months of works, some leading to the mini program, and the words it is searched by. Invented, but for the orders. */
export async function runContentFronts(office: Office): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "video_account")) return;
  const operator = await office.colleague("hq");
  office.at(addDays(today, -60), "10:00");
  const account = await operator.post<{ id: string }>("/video-accounts", {
    name: "禾光生活视频号",
    tone: "给忙碌家庭的收纳与厨房小妙招",
    themes: ["product", "brand", "event"],
    titleMark: mark,
    topics: ["禾光好物"],
  });
  office.at(addDays(today, -1), "18:00");
  await importExport(office, account.id);
  await describeWorks(office, operator, account.id);
  await registerWords(office, operator);
  await office.runJob("engagement.take_content_touches");
}

/** As 视频号助手 would have handed it out. */
async function importExport({ platform, today }: Office, accountId: string): Promise<void> {
  const rows = published.map((daysAgo, index) => {
    const luck = hashOf(`work${index}`);
    const plays = 2_000 + (luck % 9_000);
    const title = `${index === 9 ? "" : mark}${subjects[index % subjects.length]} #禾光好物`;
    const cells = [
      `sph${index}`,
      title,
      `${addDays(today, -daysAgo)} 19:30`,
      plays,
      Math.round(plays / 22),
      luck % 60,
      luck % 90,
    ];
    return { line: index + 2, cells: cells.map(String) };
  });
  const head = { line: 1, cells: ["视频ID", "视频描述", "发布时间", "播放量", "喜欢", "评论量", "分享量"] };
  await platform.db
    .transaction()
    .execute((tx) => importVideoWorks(tx, platform, systemActor("demo"), accountId, [head, ...rows], {}));
}

async function describeWorks(office: Office, operator: Colleague, accountId: string): Promise<void> {
  const { platform } = office;
  const { items } = await operator.get<{ items: Listed[] }>(`/video-works?accountId=${accountId}`);
  for (const [index, { id, title, topics, publishedAt, version }] of items.entries()) {
    await operator.put(`/video-works/${id}`, {
      title,
      topics,
      publishedAt,
      theme: themes[index % themes.length],
      coverMarked: index % 7 !== 3,
      isActivity: index % themes.length === 4,
      version,
    });
    if (index % 3 === 2) continue;
    const led = await operator.put(`/video-works/${id}/lead`, {
      lead: { to: "mini_program", appId: "wxdemo0000000000", page: "pages/goods/detail" },
    });
    await comeBy(platform, led as Listed, 8 + (hashOf(id) % 12));
  }
}

/** People who came from a work into the mini program: some bought within the next days. */
async function comeBy(platform: Office["platform"], work: Listed, people: number): Promise<void> {
  const from = new Date(work.publishedAt);
  const { rows } = await sql<{ no: number; at: Date }>`
    (select member_no as no, min(paid_at) - interval '25 minutes' as at from sales_order
     where paid_at > ${from} and paid_at < ${from}::timestamptz + interval '3 days' and items > 0 and member_no is not null
     group by 1 order by md5(member_no || ${work.id}) limit 4)
    union all
    (select member_no, ${from}::timestamptz + interval '2 hours' from member where status = 'active'
     order by md5(member_no || ${work.id}) limit ${people})`.execute(platform.db);
  const events = new Map(
    rows.map(({ no, at }): [number, EventDraft] => [
      no,
      {
        source: "demo",
        eventId: `work:${work.id}:${no}`,
        type: "page.viewed",
        originNo: no,
        memberNo: no,
        occurredAt: at,
        storeNo: null,
        channel: "mini_program",
        properties: { path: "/pages/goods/detail", title: work.title.slice(0, 60), sourceCode: work.linkKey ?? "" },
      },
    ]),
  );
  await platform.db.transaction().execute((tx) => appendEvents(tx, [...events.values()], platform.clock.now()));
}

async function registerWords({ platform }: Office, operator: Colleague): Promise<void> {
  const soon = (hours: number) => new Date(platform.clock.now().getTime() + hours * 3_600_000).toISOString();
  const zone = await operator.post<{ id: string }>("/search-words", {
    kind: "brand_zone",
    word: "禾光生活",
    zoneClass: "A",
    liveTitle: "冬日暖厨专场",
    liveFrom: soon(72),
    liveUntil: soon(75),
  });
  await operator.put(`/search-words/${zone.id}/lead`, {
    target: { way: "mini_program", appId: "wxdemo0000000000", page: "pages/live/room" },
  });
  await operator.post("/search-words", { kind: "topic", word: "禾光好物", note: "每条视频号作品都带" });
  await operator.post("/search-words", { kind: "keyword", word: "厨房收纳怎么做", note: "长尾词，对应收纳系列文章" });
}
