import { addDays } from "../kernel/calendar.ts";
import { encodeCursor } from "../kernel/http/cursor.ts";
import type { Bench, BenchLine } from "./bench.ts";
import { latencyLine, timesOf } from "./latency.ts";
import { type BenchViewer, layChain, readAs, signInViewers } from "./load/chain.ts";
import { cardOf, commonTags, fillMembers, lookedUpEvery, phoneOf, rareTags } from "./load/fill-members.ts";

const limitMs = 300;
const turns = 20;

/** One thing that people ask of the list: its query, anew for each turn, so that no turn profits from the one before. */
interface Case {
  readonly name: string;
  readonly query: (turn: number, viewer: BenchViewer) => Readonly<Record<string, string | number>>;
}

const surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
const rareSurnames = ["贾", "丁", "魏", "薛", "叶", "阎", "蒋", "蔡"];
const parts = ["思雨", "欣怡", "浩宇", "俊豪", "子墨", "诗涵", "文博", "天佑"];
const one = <Item>(items: readonly Item[], turn: number): Item => items[turn % items.length] as Item;
const storeOf = (turn: number, { storeNos }: BenchViewer) => one(storeNos, turn * 97);
const dayInstant = (day: string) => `${day}T00:00:00+08:00`;

function casesFor(members: number, guidesOf: ReadonlyMap<number, string>, today: string): Case[] {
  const known = (turn: number) =>
    (1 + ((turn * 37) % Math.floor(members / lookedUpEvery(members)))) * lookedUpEvery(members);
  const days = (back: number, length: number) => ({
    registeredFrom: dayInstant(addDays(today, -back)),
    registeredTo: dayInstant(addDays(today, length - back)),
  });
  const rareTag = (turn: number) => commonTags + 1 + (turn % rareTags);
  return [
    { name: "first_page", query: () => ({}) },
    {
      name: "deep_page",
      query: (turn) => ({ cursor: encodeCursor([Math.floor((members * (turn + 1)) / (turns + 2))]) }),
    },
    { name: "phone", query: (turn) => ({ q: phoneOf(known(turn)) }) },
    { name: "phone_last_four", query: (turn) => ({ q: String((turn * 739) % 10_000).padStart(4, "0") }) },
    { name: "card", query: (turn) => ({ q: cardOf(known(turn)) }) },
    { name: "member_number", query: (turn) => ({ q: `#${known(turn)}` }) },
    { name: "surname", query: (turn) => ({ q: one(surnames, turn) }) },
    { name: "rare_surname", query: (turn) => ({ q: one(rareSurnames, turn) }) },
    { name: "part_of_name", query: (turn) => ({ q: one(parts, turn) }) },
    { name: "full_name", query: (turn) => ({ q: one(surnames, turn) + one(parts, turn) }) },
    {
      name: "surname_deep",
      query: (turn) => ({ q: one(surnames, turn), cursor: encodeCursor([Math.floor(members / 3)]) }),
    },
    { name: "common_tag", query: (turn) => ({ tags: 2 + (turn % 8) }) },
    { name: "usual_tag", query: (turn) => ({ tags: 100 + turn * 41 }) },
    { name: "rare_tag", query: (turn) => ({ tags: rareTag(turn) }) },
    { name: "two_tags", query: (turn) => ({ tags: `${2 + 2 * turn},${3 + 4 * turn}` }) },
    { name: "common_and_rare_tag", query: (turn) => ({ tags: `2,${rareTag(turn)}` }) },
    { name: "store", query: (turn, viewer) => ({ storeNo: storeOf(turn, viewer) }) },
    { name: "guide", query: (turn, viewer) => ({ guideId: guidesOf.get(storeOf(turn, viewer)) ?? "" }) },
    { name: "tier", query: (turn) => ({ tier: one(["new", "high", "potential", "silent", "low"], turn) }) },
    { name: "channel", query: (turn) => ({ channel: one(["store", "wechat_shop", "ecommerce", "import"], turn) }) },
    { name: "relation", query: (turn) => ({ relation: one(["visitor", "fan", "contact", "member"], turn) }) },
    { name: "registered_lately", query: () => days(30, 31) },
    { name: "registered_on_an_old_day", query: (turn) => days(900 + turn * 17, 1) },
    {
      name: "registered_old_month_deep",
      query: (turn) => ({ ...days(900, 300), cursor: encodeCursor([dayInstant(addDays(today, -700 - turn)), 1]) }),
    },
    { name: "surname_in_store", query: (turn, viewer) => ({ q: one(surnames, turn), storeNo: storeOf(turn, viewer) }) },
    { name: "name_in_tier", query: (turn) => ({ q: one(parts, turn), tier: one(["new", "silent", "low"], turn) }) },
    {
      name: "surname_registered_on_an_old_day",
      query: (turn) => ({ q: one(rareSurnames, turn), ...days(950 + turn * 11, 1) }),
    },
    { name: "tag_in_tier", query: (turn) => ({ tags: 100 + turn * 41, tier: one(["silent", "low"], turn) }) },
    { name: "rare_tag_in_tier", query: (turn) => ({ tags: rareTag(turn), tier: "low" }) },
    { name: "tag_in_store", query: (turn, viewer) => ({ tags: 2 + turn * 41, storeNo: storeOf(turn, viewer) }) },
    { name: "rare_tag_and_surname", query: (turn) => ({ tags: rareTag(turn), q: one(surnames, turn) }) },
    { name: "tag_of_relation", query: (turn) => ({ tags: 900 + turn, relation: "visitor" }) },
    { name: "tier_registered_on_an_old_day", query: (turn) => ({ tier: "low", ...days(950 + turn * 11, 1) }) },
    { name: "tag_registered_on_an_old_day", query: (turn) => ({ tags: 300 + turn * 21, ...days(950 + turn * 11, 1) }) },
    {
      name: "channel_relation_tier_tag",
      query: (turn) => ({ channel: "import", relation: "fan", tier: "low", tags: 3 + turn }),
    },
  ];
}

/** List and search of members over HTTP, as headquarters, a region and a store see them. */
export const membersBench: Bench = {
  name: "members",
  async run({ feilun, platform, options, say }) {
    const { members } = options;
    const storeNos = await layChain(platform);
    const started = performance.now();
    await fillMembers(platform, members, storeNos, say);
    say(`  ${members} members in ${Math.round((performance.now() - started) / 1_000)} s`);
    const viewers = await signInViewers(platform, feilun.baseUrl, storeNos);
    const { rows: guides } = await platform.pool.query<{ no: number; id: string }>(
      "select u.no, min(sp.staff_id::text) as id from staff_post sp join org_unit u on u.id = sp.org_unit_id where sp.role_code = 'guide' group by u.no",
    );
    const cases = casesFor(
      members,
      new Map(guides.map(({ no, id }) => [no, id])),
      new Date().toISOString().slice(0, 10),
    );
    const baseline = {
      what: "one page read by primary key, bare",
      times: await timesOf(turns, (turn) =>
        platform.pool.query("select * from member where member_no < $1 order by member_no desc limit 51", [
          Math.floor((members * (turn + 1)) / (turns + 2)),
        ]),
      ),
    };
    const lines: BenchLine[] = [];
    for (const viewer of viewers) {
      // The first request pays for compiling code and opening connections.
      await readAs(feilun.baseUrl, viewer, "/members?limit=50");
      for (const { name, query } of cases) {
        let found = 0;
        const times = await timesOf(turns, async (turn) => {
          const search = new URLSearchParams({ limit: "50" });
          for (const [key, value] of Object.entries(query(turn, viewer))) search.set(key, String(value));
          const { items } = await readAs<{ items: unknown[] }>(feilun.baseUrl, viewer, `/members?${search}`);
          found += items.length;
        });
        const line = latencyLine(`members.${viewer.role}.${name}`, times, baseline, limitMs, {
          members,
          found: found / turns,
        });
        if (line.value > limitMs)
          say(`  ${line.name}: p50 ${line.more?.p50}, p95 ${line.value}, max ${line.more?.max} ms`);
        lines.push(line);
      }
    }
    return lines;
  },
};
