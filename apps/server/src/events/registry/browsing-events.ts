import { z } from "zod";
import { code, count, eventType, fen, joined, properties, seconds, text, yuan } from "./event-type.ts";

const product = { sku: code, productName: text().optional(), categoryCode: code.optional(), priceFen: fen.optional() };

export const browsingEvents = [
  eventType({
    name: "page.viewed",
    group: "browsing",
    label: "浏览页面",
    meaning: "客户打开小程序、H5 或网站的一个页面。",
    interaction: true,
    properties: properties({
      path: text(500),
      title: text().optional(),
      durationMs: z.int().min(0).max(86_400_000).optional(),
      sourceCode: code.optional(),
    }),
    summary: (p) => p.title ?? p.path,
  }),
  eventType({
    name: "product.viewed",
    group: "browsing",
    label: "浏览商品",
    meaning: "客户打开商品详情（DT-10 浏览偏好）。",
    interaction: true,
    properties: properties({ ...product, durationMs: z.int().min(0).max(86_400_000).optional() }),
    summary: (p) => joined(p.productName ?? p.sku, yuan(p.priceFen)),
  }),
  eventType({
    name: "product.favored",
    group: "browsing",
    label: "收藏商品",
    meaning: "客户收藏或加入心愿单。",
    interaction: true,
    properties: properties(product),
    summary: (p) => p.productName ?? p.sku,
  }),
  eventType({
    name: "product.shared",
    group: "browsing",
    label: "分享商品",
    meaning: "客户把商品分享给好友、群或朋友圈（DT-10 分享喜好）。",
    interaction: true,
    properties: properties({ ...product, target: z.enum(["friend", "group", "moments", "other"]).optional() }),
    summary: (p) =>
      joined(
        p.productName ?? p.sku,
        p.target && { friend: "给好友", group: "到群", moments: "到朋友圈", other: "" }[p.target],
      ),
  }),
  eventType({
    name: "product.talk_started",
    group: "browsing",
    label: "咨询商品",
    meaning: "客户在小程序商品页想找导购聊聊，页面给出了导购或门店的企业微信码（AQ-13）。",
    interaction: true,
    properties: properties({
      ...product,
      shown: z.enum(["guide", "store", "nobody"]).optional(),
      guideCode: code.optional(),
    }),
    summary: (p) => joined(p.productName ?? p.sku, p.guideCode && `导购 ${p.guideCode}`),
  }),
  eventType({
    name: "content.viewed",
    group: "browsing",
    label: "阅读内容",
    meaning: "客户阅读文章、图文、短视频或海报。",
    interaction: true,
    properties: properties({ contentCode: code, title: text().optional(), seconds: seconds.optional() }),
    summary: (p) => p.title ?? p.contentCode,
  }),
  eventType({
    name: "content.shared",
    group: "browsing",
    label: "分享内容",
    meaning: "客户转发文章、视频、海报或活动。",
    interaction: true,
    properties: properties({ contentCode: code, title: text().optional() }),
    summary: (p) => p.title ?? p.contentCode,
  }),
  eventType({
    name: "search.performed",
    group: "browsing",
    label: "搜索",
    meaning: "客户在商城内搜索。",
    interaction: true,
    properties: properties({ keyword: text(100), resultCount: z.int().min(0).optional() }),
    summary: (p) => `“${p.keyword}”`,
  }),
  eventType({
    name: "cart.added",
    group: "browsing",
    label: "加入购物车",
    meaning: "客户把商品加入购物车。",
    interaction: true,
    properties: properties({ ...product, quantity: count.optional() }),
    summary: (p) => joined(p.productName ?? p.sku, p.quantity !== undefined && `×${p.quantity}`),
  }),
  eventType({
    name: "cart.removed",
    group: "browsing",
    label: "移出购物车",
    meaning: "客户把商品移出购物车。",
    interaction: true,
    properties: properties({ ...product, quantity: count.optional() }),
    summary: (p) => p.productName ?? p.sku,
  }),
  eventType({
    name: "campaign.viewed",
    group: "browsing",
    label: "查看活动",
    meaning: "客户打开活动页。",
    interaction: true,
    properties: properties({ campaignCode: code, title: text().optional() }),
    summary: (p) => p.title ?? p.campaignCode,
  }),
  eventType({
    name: "device.tried",
    group: "browsing",
    label: "互动体验",
    meaning: "客户使用试妆、虚拟换装、家具 AR 等互动设备（DT-11）。",
    interaction: true,
    properties: properties({
      deviceKind: code,
      deviceName: text(40).optional(),
      sku: code.optional(),
      productName: text().optional(),
      seconds: seconds.optional(),
      pictureMade: z.boolean().optional(),
      attributes: z
        .record(code, text(40))
        .optional()
        .describe("What was chosen: shade, finish, colour, size, style, material, room"),
    }),
    summary: (p) =>
      joined(
        p.deviceKind,
        p.productName ?? p.sku,
        ...Object.values(p.attributes ?? {}).slice(0, 3),
        p.pictureMade && "留了图",
      ),
  }),
] as const;
