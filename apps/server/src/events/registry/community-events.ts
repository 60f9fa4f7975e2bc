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
    summary: (p) => joined(p.accountName ?? p.accountCode, p.scene),
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
