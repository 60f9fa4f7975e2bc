import type { Material } from "../codes/vocabulary.ts";

interface SceneKind {
  readonly label: string;
  /** What the page tells until an operator writes something else. */
  readonly title: string;
  readonly says: string;
  readonly placements: readonly Placement[];
}

/** Where a code hangs, and what carries it there. */
export const placements = {
  till: { label: "收银台", material: "table_card" },
  fitting_room: { label: "试衣间", material: "poster" },
  shelf: { label: "货架", material: "poster" },
  table: { label: "餐桌", material: "table_card" },
  receipt: { label: "小票", material: "receipt" },
  parcel: { label: "包裹", material: "parcel_card" },
  door: { label: "门口", material: "roll_up" },
} as const satisfies Record<string, { label: string; material: Material }>;
export type Placement = keyof typeof placements;

/** Reasons that a store has every day (AQ-08); the rest are templates of what stores commonly offer. */
export const sceneKinds = {
  points: {
    label: "积分",
    title: "查积分、补登积分",
    says: "加导购，查积分余额；忘记报会员的小票可以补登。",
    placements: ["till", "receipt"],
  },
  missing: {
    label: "缺货缺码",
    title: "没有你要的尺码？我们帮你找",
    says: "写下想要的商品和尺码，导购从其他门店或仓库帮你找，到货告诉你。",
    placements: ["fitting_room", "shelf"],
  },
  event: {
    label: "活动",
    title: "本店活动报名",
    says: "加导购报名，活动名额和时间第一时间告诉你。",
    placements: ["door", "till"],
  },
  first_order: {
    label: "首单前关注",
    title: "第一次在小程序下单？先看这里",
    says: "先加导购，再到小程序下单：选品、尺码、售后都有人帮。",
    placements: ["table", "till"],
  },
  parking: {
    label: "停车",
    title: "停车登记",
    says: "加导购，按门店规则登记停车。",
    placements: ["till", "door"],
  },
  wifi: { label: "WiFi", title: "连接本店 WiFi", says: "加导购，领取本店 WiFi 密码。", placements: ["door", "table"] },
  invoice: {
    label: "开发票",
    title: "开具电子发票",
    says: "加导购，提供小票号和抬头，电子发票发给你。",
    placements: ["receipt", "till"],
  },
  gift_wrap: { label: "礼品包装", title: "礼品包装", says: "送人的礼物，加导购预约包装。", placements: ["till"] },
  season_care: {
    label: "换季洗护",
    title: "换季洗护",
    says: "换季前加导购，了解洗护、保养怎么送。",
    placements: ["till", "parcel"],
  },
} as const satisfies Record<string, SceneKind>;
export type SceneKindCode = keyof typeof sceneKinds;

/** What became of something a customer asked for. */
export const wantStates = {
  asked: "待处理",
  found: "别处有货",
  ordered: "已订货",
  told: "已告知",
  bought: "已购买",
  gone: "不要了",
} as const;
export type WantState = keyof typeof wantStates;
