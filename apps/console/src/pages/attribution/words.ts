import type { SubjectRow } from "./attribution-api.ts";

export const subjectKindNames: Readonly<Record<SubjectRow["subjectKind"], string>> = {
  guide: "导购",
  dealer: "经销商",
  leader: "团长",
  member: "客户分享",
  store: "门店",
  ad_plan: "广告",
  campaign: "活动",
  message: "群发消息",
  content: "内容",
  live: "直播",
  touchpoint: "触点",
};
