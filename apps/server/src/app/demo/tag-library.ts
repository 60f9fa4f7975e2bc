import type { TagFamily } from "../../customers/index.ts";
import type { TagRule } from "../../insight/index.ts";

interface DemoTag {
  readonly name: string;
  /** A rule tag refreshes itself … */
  readonly rule?: TagRule["conditions"];
  /** … any other is put on this share of the people by hand. */
  readonly share?: number;
}

interface DemoTagGroup {
  readonly family: TagFamily;
  readonly name: string;
  readonly tags: readonly DemoTag[];
}

const words = (text: string) => text.split(" ");
const byHand = (names: string, share: number): DemoTag[] => words(names).map((name) => ({ name, share }));

/** The demo's tags: the five families (DT-04), some kept by rule, some put on by guides. */
export const tagLibrary: readonly DemoTagGroup[] = [
  {
    family: "channel",
    name: "首次来源",
    tags: byHand("门店扫码 朋友推荐 公众号文章 朋友圈广告 视频号直播 商圈活动", 0.09),
  },
  {
    family: "channel",
    name: "购买渠道",
    tags: [
      { name: "小程序买过", rule: [{ kind: "order_channel", channels: ["mini_program"] }] },
      { name: "微信小店买过", rule: [{ kind: "order_channel", channels: ["wechat_shop"] }] },
      {
        name: "门店买过3次以上",
        rule: [
          { kind: "order_channel", channels: ["store"] },
          { kind: "orders", count: { min: 3 } },
        ],
      },
    ],
  },
  { family: "identity", name: "身份", tags: byHand("宝妈 上班族 学生 小店店主 企业采购 退休长辈", 0.08) },
  { family: "identity", name: "家庭", tags: byHand("独居 二人世界 有婴幼儿 有学龄儿童 养宠", 0.07) },
  { family: "intent", name: "偏好场景", tags: byHand("送礼 聚会布置 下午茶 烘焙 收纳 园艺 节日装饰 手作", 0.11) },
  { family: "intent", name: "风格", tags: byHand("复古波点 北欧原木 田园花卉 童趣卡通 极简", 0.1) },
  {
    family: "activity",
    name: "活跃",
    tags: [
      {
        name: "近7天互动过",
        rule: [
          {
            kind: "events",
            types: ["message.replied", "message.clicked", "product.viewed", "page.viewed"],
            count: { min: 1 },
            days: 7,
          },
        ],
      },
      { name: "爱分享", rule: [{ kind: "events", types: ["product.shared"], count: { min: 2 }, days: 90 }] },
      { name: "加购未买", rule: [{ kind: "events", types: ["cart.added"], count: { min: 1 }, days: 30 }] },
      { name: "群里爱说话", rule: [{ kind: "events", types: ["group.spoke"], count: { min: 2 }, days: 90 }] },
    ],
  },
  {
    family: "consumption",
    name: "消费水平",
    tags: [
      { name: "近一年满5000元", rule: [{ kind: "spend", fen: { min: 500_000 }, days: 365 }] },
      { name: "客单价500元以上", rule: [{ kind: "average_order", fen: { min: 50_000 } }] },
      { name: "买过5次以上", rule: [{ kind: "orders", count: { min: 5 } }] },
      { name: "只买过1次", rule: [{ kind: "orders", count: { min: 1, max: 1 } }] },
    ],
  },
  {
    family: "consumption",
    name: "复购提醒",
    tags: [
      { name: "60天未购", rule: [{ kind: "recency", days: { min: 60, max: 120 } }] },
      { name: "沉睡半年", rule: [{ kind: "recency", days: { min: 180 } }] },
      { name: "重要挽留客户", rule: [{ kind: "rfm_group", groups: ["important_rescue"] }] },
    ],
  },
];
