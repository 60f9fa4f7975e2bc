import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import dayjs from "dayjs";
import { api } from "../../api/client.ts";

export type Code = AnswerOf<"/api/v1/live-codes">["items"][number];
export type CodeDetail = AnswerOf<"/api/v1/live-codes/{codeId}">;
export type NewCode = BodyOf<"/api/v1/live-codes", "post">;
export type EditCode = BodyOf<"/api/v1/live-codes/{codeId}", "put">;
export type NewSeries = BodyOf<"/api/v1/live-codes/series", "post">;
export type Series = AnswerOf<"/api/v1/live-codes/series">["items"][number];
export type Statistics = AnswerOf<"/api/v1/live-codes/{codeId}/statistics">;
export type Report = AnswerOf<"/api/v1/live-codes/report">;
export type ReportBy = "source" | "material" | "channel" | "campaign" | "store" | "code" | "utm";
export type Allowance = AnswerOf<"/api/v1/live-codes/acquisition-allowance">;
export type CodeSettings = AnswerOf<"/api/v1/live-codes/settings">;
export type CodeKind = Code["kind"];

export const kindNames: Readonly<Record<CodeKind, string>> = {
  staff: "员工活码",
  store: "门店活码",
  group: "群活码",
  place: "位置活码",
  link: "短链接",
  acquisition: "获客链接",
};
export const kindHints: Readonly<Record<CodeKind, string>> = {
  staff: "加指定的导购或整个部门，可排班、按权重分配、设每日上限",
  store: "加一家门店的导购，新人入职自动加入、离职自动移出",
  group: "进指定的客户群，满员后同一个码自动开新群",
  place: "按顾客位置找最近的门店，进那家店的群或加那家店的导购",
  link: "跳转到任意网址，带来源参数，统计点击",
  acquisition: "放在广告、短信、App 里的网址，点开直接加好友；每加一位新客户用掉一个获客额度",
};
export const materialNames: Readonly<Record<string, string>> = {
  poster: "海报",
  table_card: "台卡",
  roll_up: "易拉宝",
  badge: "导购胸牌",
  packaging: "包装",
  parcel_card: "包裹卡",
  leaflet: "DM 单",
  receipt: "小票",
  screen: "智能屏",
  bottle: "瓶身码",
  meeting: "线下会议",
  experience_store: "体验店",
  event_page: "活动页",
  article: "公众号文章",
  menu: "公众号菜单",
  mini_program: "小程序",
  ad: "广告",
  live: "直播间",
  friend: "好友邀请",
  other: "其他",
};
export const templateNames: Readonly<Record<string, string>> = {
  poster: "A4 海报",
  table_card: "A6 台卡",
  badge: "导购胸牌",
  parcel_card: "包裹卡",
  plain: "仅二维码",
};
export const emptyNames: Readonly<Record<string, string>> = {
  off: "现在没有人在接待时间，先由上一批人接待",
  capped: "今天的上限都满了，先由上一批人接待",
  unreachable: "员工还没有对应到企业微信，请先同步通讯录",
  full: "群都满了，平台会在同一个码后面开新群",
  nobody: "没有可接待的员工或群",
};

/** Codes whose kind shows guides. */
export const hasGuides = (kind: CodeKind) => kind === "staff" || kind === "store" || kind === "acquisition";

export const allowanceQuery = queryOptions({
  queryKey: ["codes", "allowance"],
  queryFn: ({ signal }): Promise<Allowance> => answer(api.GET("/api/v1/live-codes/acquisition-allowance", { signal })),
});

/** An acquisition link as an app opens it: wecom-api.md §13. */
export const appScheme = (link: string) => `weixin://biz/ww/profile/${encodeURIComponent(link)}`;

export const codeQuery = (codeId: string) =>
  queryOptions({
    queryKey: ["codes", "one", codeId],
    queryFn: ({ signal }): Promise<CodeDetail> =>
      answer(api.GET("/api/v1/live-codes/{codeId}", { signal, params: { path: { codeId } } })),
    // Until everything stands on the platform, look again.
    refetchInterval: ({ state }) => (state.data?.wayList.some((way) => way.state === "waiting") ? 3_000 : false),
  });

/** The lens ends a period before its last day's next; these questions name the last day. */
export const inclusive = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  from,
  to: dayjs(to).subtract(1, "day").format("YYYY-MM-DD"),
});

export const statisticsQuery = (codeId: string, period: { readonly from: string; readonly to: string }) =>
  queryOptions({
    queryKey: ["codes", "statistics", codeId, period],
    queryFn: ({ signal }): Promise<Statistics> =>
      answer(
        api.GET("/api/v1/live-codes/{codeId}/statistics", {
          signal,
          params: { path: { codeId }, query: inclusive(period) },
        }),
      ),
  });

export const reportQuery = (by: ReportBy, period: { readonly from: string; readonly to: string }) =>
  queryOptions({
    queryKey: ["codes", "report", by, period],
    queryFn: ({ signal }): Promise<Report> =>
      answer(api.GET("/api/v1/live-codes/report", { signal, params: { query: { by, ...inclusive(period) } } })),
  });

export const seriesQuery = queryOptions({
  queryKey: ["codes", "series"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/live-codes/series">> =>
    answer(api.GET("/api/v1/live-codes/series", { signal })),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ codes, live, failed }) => live + failed < codes) ? 5_000 : false,
});

export const roomsQuery = (q: string) =>
  queryOptions({
    queryKey: ["codes", "rooms", q],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/live-codes/rooms">> =>
      answer(api.GET("/api/v1/live-codes/rooms", { signal, params: { query: { q: q || undefined } } })),
  });

export const settingsQuery = queryOptions({
  queryKey: ["codes", "settings"],
  queryFn: ({ signal }): Promise<CodeSettings> => answer(api.GET("/api/v1/live-codes/settings", { signal })),
});

export const dutyQuery = queryOptions({
  queryKey: ["codes", "duty"],
  queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/me/duty">> => answer(api.GET("/api/v1/me/duty", { signal })),
});

/** Where a browser fetches a print from. */
export const posterAddress = (codeId: string, template: string, format: "pdf" | "png") =>
  `/api/v1/live-codes/${codeId}/poster?template=${template}&format=${format}`;
export const seriesAddress = (series: string, template: string, format: "pdf" | "zip") =>
  `/api/v1/live-codes/posters?${new URLSearchParams({ series, template, format })}`;
