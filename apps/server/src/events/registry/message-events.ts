import { z } from "zod";
import { code, eventType, joined, properties, text } from "./event-type.ts";

const message = { messageId: code, campaignCode: code.optional(), title: text().optional() };
const shown = (p: { title?: string | undefined; campaignCode?: string | undefined }) => p.title ?? p.campaignCode ?? "";

export const messageEvents = [
  eventType({
    name: "message.sent",
    group: "message",
    label: "发出消息",
    meaning: "向客户发出一条消息，渠道见 channel。",
    properties: properties(message),
    summary: shown,
  }),
  eventType({
    name: "message.delivered",
    group: "message",
    label: "消息送达",
    meaning: "平台确认消息送达。",
    properties: properties(message),
    summary: shown,
  }),
  eventType({
    name: "message.failed",
    group: "message",
    label: "消息未送达",
    meaning: "平台拒绝或未能送达消息。",
    properties: properties({ ...message, reason: text().optional() }),
    summary: (p) => joined(shown(p), p.reason),
  }),
  eventType({
    name: "message.opened",
    group: "message",
    label: "打开消息",
    meaning: "客户打开消息。",
    interaction: true,
    properties: properties(message),
    summary: shown,
  }),
  eventType({
    name: "message.clicked",
    group: "message",
    label: "点击消息",
    meaning: "客户点击消息里的链接或小程序卡片。",
    interaction: true,
    properties: properties({ ...message, link: text(500).optional() }),
    summary: shown,
  }),
  eventType({
    name: "message.replied",
    group: "message",
    label: "回复消息",
    meaning: "客户回复消息；不带消息内容。",
    interaction: true,
    properties: properties(message),
    summary: shown,
  }),
  eventType({
    name: "conversation.started",
    group: "message",
    label: "主动咨询",
    meaning: "客户主动发起会话。",
    interaction: true,
    properties: properties({ conversationId: code.optional(), topic: text(64).optional() }),
    summary: (p) => p.topic ?? "",
  }),
  eventType({
    name: "call.answered",
    group: "message",
    label: "接听电话",
    meaning: "客户接听回访或服务电话。",
    interaction: true,
    properties: properties({ seconds: z.int().min(0).max(86_400).optional(), purpose: text(64).optional() }),
    summary: (p) => joined(p.purpose, p.seconds !== undefined && `${p.seconds} 秒`),
  }),
] as const;
