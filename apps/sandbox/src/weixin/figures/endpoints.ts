import type { WeixinArticleFigures } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, post } from "../../http/endpoint.ts";
import { officialAccountOf } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { DAY_MS, dayOf, daysBetween } from "../calendar.ts";
import { spanOf } from "./span.ts";

const WEEK = 7;
const MONTH = 30;
const cube = (
  name: string,
  days: number,
  rows: (account: OfficialAccount, span: string[], call: Call) => unknown[],
): Endpoint =>
  post(`/datacube/${name}`, (call) => {
    const account = officialAccountOf(call);
    return { list: rows(account, spanOf(call, days), call) };
  });
const articleCube = (
  name: string,
  days: number,
  rows: (account: OfficialAccount, span: string[]) => unknown[],
): Endpoint =>
  post(`/datacube/${name}`, (call) => ({ list: rows(officialAccountOf(call), spanOf(call, days)), is_delay: false }));

/** Figures of what really happened in the account up to yesterday: wechat-api.md §1.12. */
export const accountFigureEndpoints: readonly Endpoint[] = [
  cube("getusersummary", WEEK, ({ figures }, span) =>
    span.flatMap((day) => {
      const came = figures.newFollowers.get(day) ?? new Map<string, number>();
      const left = figures.lostFollowers.get(day) ?? new Map<string, number>();
      return [...new Set([...came.keys(), ...left.keys()])].map((source) => ({
        ref_date: day,
        user_source: Number(source),
        new_user: came.get(source) ?? 0,
        cancel_user: left.get(source) ?? 0,
      }));
    }),
  ),
  cube("getusercumulate", WEEK, ({ figures }, span) =>
    span.map((day) => {
      const known = [...figures.followers].filter(([at]) => at <= day).sort(([a], [b]) => (a < b ? 1 : -1));
      return { ref_date: day, cumulate_user: known[0]?.[1] ?? 0 };
    }),
  ),
  cube("getupstreammsg", WEEK, ({ figures }, span) =>
    span.flatMap((day) =>
      [...(figures.messages.get(day) ?? [])].map(([type, msg_count]) => ({
        ref_date: day,
        msg_type: Number(type),
        msg_user: figures.senders.get(day)?.get(type)?.size ?? 0,
        msg_count,
      })),
    ),
  ),
  cube("getinterfacesummary", MONTH, ({ figures }, span) =>
    span.flatMap((day) => {
      const known = figures.callbacks.get(day);
      if (!known) return [];
      const { count, failed, total, longest } = known;
      return [
        { ref_date: day, callback_count: count, fail_count: failed, total_time_cost: total, max_time_cost: longest },
      ];
    }),
  ),
  articleCube("getarticleread", 1, (account, span) => perArticle(account, span, readDetail)),
  articleCube("getarticleshare", 1, (account, span) => perArticle(account, span, shareDetail)),
  articleCube("getbizsummary", MONTH, ({ figures }, span) =>
    span.map((day) => ({
      ref_date: day,
      detail: {
        read_user: union(figures.readers.get(day)),
        share_user: union(figures.sharers.get(day)),
        zaikan_user: 0,
        like_user: 0,
        comment_count: 0,
      },
    })),
  ),
  articleCube("getarticletotaldetail", WEEK, (account, span) => {
    const { publications } = account.articles;
    return [...publications.values()]
      .filter(({ at }) => span.includes(dayOf(at)))
      .flatMap(({ at, articles, msgDataId, publishType }) =>
        articles.map((_, index) => ({
          ref_date: dayOf(at),
          msgid: `${msgDataId}_${index + 1}`,
          publish_type: publishType,
          detail_list: daysBetween(dayOf(at), dayOf(at + (MONTH - 1) * DAY_MS))
            .map((day) => ({ stat_date: day, ...readDetail(account, day, `${msgDataId}_${index + 1}`) }))
            .filter(({ read_user, share_user }) => read_user + (share_user ?? 0) > 0),
        })),
      );
  }),
];

type Detail = (account: OfficialAccount, day: string, msgid: string) => WeixinArticleFigures;

function perArticle(account: OfficialAccount, span: string[], detail: Detail) {
  const { readers, sharers } = account.figures;
  return span.flatMap((day) => {
    const ids = new Set([...(readers.get(day)?.keys() ?? []), ...(sharers.get(day)?.keys() ?? [])]);
    return [...ids].map((msgid) => ({ ref_date: day, msgid, detail: detail(account, day, msgid) }));
  });
}

function readDetail({ figures }: OfficialAccount, day: string, msgid: string): WeixinArticleFigures {
  const scenes = [...(figures.readerScenes.get(day) ?? [])].filter(([key]) => key.startsWith(`${msgid} `));
  return {
    read_user: figures.readers.get(day)?.get(msgid)?.size ?? 0,
    read_user_source: scenes.map(([key, user_count]) => ({ scene: key.slice(msgid.length + 1), user_count })),
    share_user: figures.sharers.get(day)?.get(msgid)?.size ?? 0,
  };
}

function shareDetail(account: OfficialAccount, day: string, msgid: string): WeixinArticleFigures {
  const { read_user, share_user } = readDetail(account, day, msgid);
  return { read_user, ...(share_user !== undefined && { share_user }) };
}

function union(people: ReadonlyMap<string, ReadonlySet<string>> | undefined): number {
  return new Set([...(people?.values() ?? [])].flatMap((set) => [...set])).size;
}
