import { z } from "zod";
import { code, eventType, joined, properties, seconds, text } from "./event-type.ts";

const live = { liveCode: code, title: text().optional() };
const shown = (p: { liveCode: string; title?: string | undefined }) => p.title ?? p.liveCode;

export const liveEvents = [
  eventType({
    name: "live.reserved",
    group: "live",
    label: "预约直播",
    meaning: "客户预约直播。",
    interaction: true,
    properties: properties(live),
    summary: shown,
  }),
  eventType({
    name: "live.joined",
    group: "live",
    label: "进入直播间",
    meaning: "客户进入直播间。",
    interaction: true,
    properties: properties({ ...live, sourceCode: code.optional() }),
    summary: shown,
  }),
  eventType({
    name: "live.left",
    group: "live",
    label: "离开直播间",
    meaning: "客户离开直播间，带观看时长。",
    properties: properties({ ...live, watchedSeconds: seconds.optional() }),
    summary: (p) =>
      joined(shown(p), p.watchedSeconds !== undefined && `观看 ${Math.round(p.watchedSeconds / 60)} 分钟`),
  }),
  eventType({
    name: "live.interacted",
    group: "live",
    label: "直播互动",
    meaning: "客户在直播间点赞、评论、抽奖；不带内容。",
    interaction: true,
    properties: properties({
      ...live,
      kind: z.enum(["like", "comment", "lottery", "product_click", "other"]).optional(),
    }),
    summary: shown,
  }),
  eventType({
    name: "video.watched",
    group: "live",
    label: "观看短视频",
    meaning: "客户观看视频号短视频。",
    interaction: true,
    properties: properties({ videoCode: code, title: text().optional(), watchedSeconds: seconds.optional() }),
    summary: (p) => p.title ?? p.videoCode,
  }),
] as const;
