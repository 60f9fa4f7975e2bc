import { z } from "zod";
import { code, eventType, joined, properties, text } from "./event-type.ts";

const homes = {
  scan_and_go: "扫码购",
  home_delivery: "到家",
  nearby: "附近门店",
} as const;

const program = { appId: code, appName: text(60).optional() };

export const miniProgramEvents = [
  eventType({
    name: "mini_program.opened",
    group: "browsing",
    label: "打开小程序",
    meaning: "客户打开小程序：带着入口（场景值或页面参数）、从哪个小程序跳来、经谁的分享卡片。",
    interaction: true,
    properties: properties({
      ...program,
      visitId: code,
      scene: z.int().min(0).max(99_999).optional(),
      mark: text(64).optional(),
      entryName: text(40).optional(),
      fromAppId: code.optional(),
      shareKey: code.optional(),
      sharerOrigin: z.int().optional(),
      sharerStaffNo: z.int().optional(),
      isFirst: z.boolean().optional(),
      isNewMember: z.boolean().optional(),
    }),
    summary: (p) => joined(p.appName, p.entryName, p.shareKey !== undefined && "经分享卡片"),
  }),
  eventType({
    name: "mini_program.home_shown",
    group: "browsing",
    label: "小程序首页",
    meaning: "按客户的位置决定给他看哪个首页：店内扫码购、到家，或附近门店；不记录位置本身。",
    properties: properties({
      ...program,
      visitId: code,
      home: z.enum(["scan_and_go", "home_delivery", "nearby"]),
      basis: code,
      storeName: text(60).optional(),
      metres: z.int().min(0).optional(),
    }),
    summary: (p) => joined(homes[p.home], p.storeName),
  }),
  eventType({
    name: "mini_program.shared",
    group: "browsing",
    label: "分享小程序页面",
    meaning: "客户把小程序的一个页面分享给好友或群。",
    interaction: true,
    properties: properties({ ...program, shareKey: code, page: text(256), title: text(60).optional() }),
    summary: (p) => joined(p.appName, p.title ?? p.page),
  }),
] as const;
