import { z } from "zod";
import { code, eventType, joined, properties, text } from "./event-type.ts";

const group = { groupCode: code, groupName: text().optional() };
const contact = { guideCode: code.optional(), source: text(64).optional() };
/** Without a kind it is an official account (公众号). */
const account = {
  accountCode: code.optional(),
  accountName: text().optional(),
  accountKind: z.enum(["official_account", "video_account"]).optional(),
  scene: text(64).optional(),
};

/** How somebody came to follow an official account: `subscribe_scene` of WeChat in operators' words. */
const followScenes: Readonly<Record<string, string>> = {
  ADD_SCENE_SEARCH: "搜索关注",
  ADD_SCENE_ACCOUNT_MIGRATION: "账号迁移",
  ADD_SCENE_PROFILE_CARD: "名片分享",
  ADD_SCENE_QR_CODE: "扫码关注",
  ADD_SCENE_PROFILE_LINK: "图文内名称点击",
  ADD_SCENE_PROFILE_ITEM: "图文右上角菜单",
  ADD_SCENE_PAID: "支付后关注",
  ADD_SCENE_WECHAT_ADVERTISEMENT: "微信广告",
  ADD_SCENE_REPRINT: "他人转载",
  ADD_SCENE_LIVESTREAM: "视频号直播",
  ADD_SCENE_CHANNELS: "视频号",
  ADD_SCENE_WXA: "小程序关注",
  ADD_SCENE_OTHERS: "其他",
};

export const communityEvents = [
  eventType({
    name: "group.joined",
    group: "community",
    label: "加入社群",
    meaning: "客户进入企业微信客户群。",
    interaction: true,
    properties: properties({ ...group, source: text(64).optional() }),
    summary: (p) => joined(p.groupName ?? p.groupCode, p.source),
  }),
  eventType({
    name: "group.left",
    group: "community",
    label: "退出社群",
    meaning: "客户退出或被移出客户群。",
    properties: properties(group),
    summary: (p) => p.groupName ?? p.groupCode,
  }),
  eventType({
    name: "group.spoke",
    group: "community",
    label: "群内发言",
    meaning: "客户在群里发言；不带内容。",
    interaction: true,
    properties: properties(group),
    summary: (p) => p.groupName ?? p.groupCode,
  }),
  eventType({
    name: "contact.added",
    group: "community",
    label: "添加好友",
    meaning: "客户与导购成为企业微信好友。",
    interaction: true,
    properties: properties(contact),
    summary: (p) => joined(p.guideCode && `导购 ${p.guideCode}`, p.source),
  }),
  eventType({
    name: "contact.removed",
    group: "community",
    label: "删除好友",
    meaning: "客户与导购不再是企业微信好友；source 说是谁解除的。",
    properties: properties({ ...contact, endedBy: z.enum(["customer", "guide", "transfer", "sync"]).optional() }),
    summary: (p) => joined(p.guideCode && `导购 ${p.guideCode}`, p.source),
  }),
  eventType({
    name: "account.followed",
    group: "community",
    label: "关注账号",
    meaning: "客户关注公众号或视频号。",
    interaction: true,
    properties: properties(account),
    summary: (p) => joined(p.accountName ?? p.accountCode, p.scene && (followScenes[p.scene] ?? p.scene)),
  }),
  eventType({
    name: "account.unfollowed",
    group: "community",
    label: "取消关注",
    meaning: "客户取消关注公众号或视频号。",
    properties: properties(account),
    summary: (p) => p.accountName ?? p.accountCode ?? "",
  }),
  eventType({
    name: "moment.interacted",
    group: "community",
    label: "朋友圈互动",
    meaning: "客户点赞或评论企业发的朋友圈；不带内容。",
    interaction: true,
    properties: properties({ momentCode: code.optional() }),
  }),
] as const;
