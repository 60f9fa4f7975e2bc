import type { CodeChannel, Material } from "../codes/vocabulary.ts";
import type { OutboundChannelName } from "../outbound/channel.ts";

/** What a front is for and what it takes. */
export interface Front {
  readonly label: string;
  /** What people come to it for: what a piece has to become here. */
  readonly purpose: string;
  readonly tone: string;
  readonly format: string;
  /** Where the rules come from: the methodology's row, or the platform's own limit. */
  readonly source: string;
  /** Characters. */
  readonly headlineMost: number | null;
  readonly bodyMost: number;
  /** A body beyond this is taken, with a warning: people do not read on. */
  readonly bodyGood: number;
  /** Hours of the day that are good to go out in, from–to. */
  readonly hours: readonly (readonly [number, number])[];
  /** Goes out through `outbound`; null = people publish it and say when. */
  readonly channel: OutboundChannelName | null;
  readonly link: { readonly channel: CodeChannel; readonly material: Material };
}

/** Morning, noon and evening windows (CH-36). */
const hours = [
  [7, 9],
  [12, 14],
  [20, 22],
] as const;
const wecom = { channel: "wecom", material: "other" } as const;
const official = { channel: "official_account", material: "article" } as const;

/** The fronts of private domain, by how close they are to the person. Limits of platforms are those of their sending interfaces. */
export const fronts = {
  one_to_one: {
    label: "一对一",
    purpose: "为这位客户解决一件事",
    tone: "称呼对方，像熟人说话，一次只说一件事",
    format: "短文字，最多带一个链接",
    source: "CT-12 真诚；企业微信群发上限 4000 字节",
    headlineMost: null,
    bodyMost: 1_300,
    bodyGood: 150,
    hours,
    channel: "wecom_mass",
    link: wecom,
  },
  group: {
    label: "客户群",
    purpose: "群专享和一起参与：接龙、提问、打卡",
    tone: "热闹、有互动，说清只在群里有",
    format: "短文字加一个链接，晚上放促销",
    source: "CT-19 群专属、晚间促销；企业微信群发上限 4000 字节",
    headlineMost: null,
    bodyMost: 1_300,
    bodyGood: 200,
    hours,
    channel: "wecom_group",
    link: wecom,
  },
  moment: {
    label: "朋友圈",
    purpose: "有生活感的分享；全是广告会被折叠",
    tone: "第一人称，故事、上新或福利，不堆卖点",
    format: "短文字加图，第一屏看完",
    source: "CT-11 短图文；企业微信朋友圈上限 2000 字",
    headlineMost: null,
    bodyMost: 2_000,
    bodyGood: 120,
    hours,
    channel: "wecom_moment",
    link: wecom,
  },
  article: {
    label: "公众号图文",
    purpose: "把产品、成分、搭配、教程讲透",
    tone: "先给重要信息，图文统一，标题让人好奇",
    format: "长图文，标题加正文，跳小程序",
    source: "CT-11 长图文、CT-23、CT-24；公众号标题上限 64 字",
    headlineMost: 64,
    bodyMost: 20_000,
    bodyGood: 3_000,
    hours,
    channel: null,
    link: official,
  },
  note: {
    label: "小绿书",
    purpose: "场景图或痛点文案，像朋友晒单",
    tone: "解决一个具体问题，例如送礼",
    format: "图片为主，短标题短文案，每篇带购买码",
    source: "CH-14、CH-15",
    headlineMost: 20,
    bodyMost: 1_000,
    bodyGood: 300,
    hours,
    channel: null,
    link: official,
  },
  video: {
    label: "视频号作品",
    purpose: "三秒抓住人：测评、教程、幕后",
    tone: "口语，开头先说结果",
    format: "标题加口播稿",
    source: "CT-04 短视频、CT-11",
    headlineMost: 64,
    bodyMost: 2_000,
    bodyGood: 400,
    hours,
    channel: null,
    link: { channel: "official_account", material: "other" },
  },
  subscription: {
    label: "小程序订阅消息",
    purpose: "客户等着的一个提醒：到货、开抢、到期",
    tone: "只说事实，不推销",
    format: "一行一个字段，每行最多 20 字",
    source: "订阅消息 thing 字段上限 20 字",
    headlineMost: null,
    bodyMost: 105,
    bodyGood: 80,
    hours,
    channel: null,
    link: { channel: "mini_program", material: "mini_program" },
  },
  sms: {
    label: "短信",
    purpose: "找回不看微信的人：一个理由，一个链接",
    tone: "开头说清是谁，最要紧的放最前",
    format: "【签名】开头，含退订方式，70 字内算一条",
    source: "短信按 70 字计一条，营销短信要有签名和退订方式",
    headlineMost: null,
    bodyMost: 500,
    bodyGood: 70,
    hours: [
      [9, 12],
      [14, 20],
    ],
    channel: null,
    link: { channel: "store", material: "other" },
  },
} as const satisfies Readonly<Record<string, Front>>;

export type FrontCode = keyof typeof fronts;
export const frontCodes = Object.keys(fronts) as [FrontCode, ...FrontCode[]];
export const frontOf = (code: FrontCode): Front => fronts[code];

/** The business key under which a variant goes out through `outbound`. */
export const variantKey = (variantId: string) => `content:${variantId}`;
