import { type Call, type Endpoint, post } from "../../http/endpoint.ts";
import { miniProgramOf } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { DAY_MS, dayOf } from "../calendar.ts";
import { compact, spanOf } from "../figures/span.ts";
import type { Visit } from "./state.ts";

const RETAIN_DAYS = [0, 1, 2, 3, 4, 5, 6, 7, 14, 30];
const TOP_PAGES = 200;
const analysis = (name: string, answer: (account: MiniProgram, day: string) => Record<string, unknown>): Endpoint =>
  post(`/datacube/${name}`, (call) => answer(miniProgramOf(call), dayAsked(call)));

/** Figures of what really happened in the mini program, a day at a time: wechat-api.md §2.5. */
export const analysisEndpoints: readonly Endpoint[] = [
  analysis("getweanalysisappiddailysummarytrend", ({ mini }, day) => {
    const shares = mini.shares.filter(({ at }) => dayOf(at) === day);
    const before = new Set(mini.visits.filter(({ at }) => dayOf(at) <= day).map(({ openid }) => openid));
    return {
      list: [{ ref_date: compact(day), visit_total: before.size, share_pv: shares.length, share_uv: people(shares) }],
    };
  }),
  analysis("getweanalysisappiddailyvisittrend", (account, day) => {
    const visits = visitsOn(account, day);
    const sessions = visits.filter(({ entry }) => entry).length;
    const stay = visits.reduce((sum, { staySeconds }) => sum + staySeconds, 0);
    const visitors = people(visits);
    return {
      list: [
        {
          ref_date: compact(day),
          session_cnt: sessions,
          visit_pv: visits.length,
          visit_uv: visitors,
          visit_uv_new: newcomers(account, day).size,
          stay_time_uv: ratio(stay, visitors),
          stay_time_session: ratio(stay, sessions),
          visit_depth: ratio(visits.length, sessions),
        },
      ],
    };
  }),
  analysis("getweanalysisappiddailyretaininfo", (account, day) => {
    const all = new Set(visitsOn(account, day).map(({ openid }) => openid));
    return {
      ref_date: compact(day),
      visit_uv_new: retained(account, day, newcomers(account, day)),
      visit_uv: retained(account, day, all),
    };
  }),
  analysis("getweanalysisappidvisitpage", (account, day) => {
    const visits = visitsOn(account, day);
    const exits = exitsOf(visits);
    const shares = account.mini.shares.filter(({ at }) => dayOf(at) === day);
    const list = [...grouped(visits, ({ page }) => page)].map(([page_path, seen]) => {
      const shared = shares.filter(({ page }) => page === page_path);
      return {
        page_path,
        page_visit_pv: seen.length,
        page_visit_uv: people(seen),
        page_staytime_pv: ratio(
          seen.reduce((sum, { staySeconds }) => sum + staySeconds, 0),
          seen.length,
        ),
        entrypage_pv: seen.filter(({ entry }) => entry).length,
        exitpage_pv: seen.filter((known) => exits.has(known)).length,
        page_share_pv: shared.length,
        page_share_uv: people(shared),
      };
    });
    return { ref_date: compact(day), list: list.sort((a, b) => b.page_visit_pv - a.page_visit_pv).slice(0, TOP_PAGES) };
  }),
  analysis("getweanalysisappidvisitdistribution", (account, day) => {
    const entries = visitsOn(account, day).filter(({ entry }) => entry);
    const bySource = [...grouped(entries, ({ scene }) => scene)];
    const item_list = bySource.map(([key, seen]) => ({ key, value: seen.length }));
    return { ref_date: compact(day), list: [{ index: "access_source_session_cnt", item_list }] };
  }),
];

function dayAsked(call: Call): string {
  return spanOf(call, 1, "yyyyMMdd")[0] ?? "";
}

const visitsOn = ({ mini }: MiniProgram, day: string) => mini.visits.filter(({ at }) => dayOf(at) === day);
const people = (rows: readonly { readonly openid: string }[]) => new Set(rows.map(({ openid }) => openid)).size;
const ratio = (sum: number, count: number) => (count === 0 ? 0 : Math.round((sum / count) * 100) / 100);

function grouped<K>(visits: readonly Visit[], keyOf: (visit: Visit) => K): Map<K, Visit[]> {
  const groups = new Map<K, Visit[]>();
  for (const visit of visits) {
    const group = groups.get(keyOf(visit));
    if (group) group.push(visit);
    else groups.set(keyOf(visit), [visit]);
  }
  return groups;
}

/** Those whose first visit was on this day. */
function newcomers({ mini }: MiniProgram, day: string): Set<string> {
  const first = new Map<string, string>();
  for (const { openid, at } of mini.visits) if (!first.has(openid)) first.set(openid, dayOf(at));
  return new Set([...first].filter(([, on]) => on === day).map(([openid]) => openid));
}

function retained(account: MiniProgram, day: string, who: ReadonlySet<string>) {
  return RETAIN_DAYS.map((key) => {
    const later = dayOf(Date.parse(day) + key * DAY_MS);
    return { key, value: people(visitsOn(account, later).filter(({ openid }) => who.has(openid))) };
  });
}

/** The last page of each session: the person's next visit begins another, or there is none. */
function exitsOf(visits: readonly Visit[]): ReadonlySet<Visit> {
  const exits = new Set<Visit>();
  const next = new Map<string, Visit>();
  for (const visit of [...visits].reverse()) {
    if (next.get(visit.openid)?.entry ?? true) exits.add(visit);
    next.set(visit.openid, visit);
  }
  return exits;
}
