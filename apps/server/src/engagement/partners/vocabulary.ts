/** Industries of partner brands, in operators' words. */
export const industries = {
  apparel: "服饰鞋包",
  beauty: "美妆个护",
  food: "餐饮茶饮",
  grocery: "食品生鲜",
  home: "家居家电",
  mother_baby: "母婴亲子",
  sport: "运动户外",
  digital: "数码",
  jewellery: "珠宝配饰",
  culture: "文创娱乐",
  travel: "酒店出行",
  finance: "银行会员权益",
  property: "商场物业",
  other: "其他",
} as const;
export type Industry = keyof typeof industries;

/** Which way people go. */
export const flows = { to_us: "对方导给我方", to_them: "我方导给对方" } as const;
export type Flow = keyof typeof flows;
export type Teller = "us" | "them";

export interface Measure {
  readonly label: string;
  readonly unit: "count" | "fen";
  /** How the figure comes about, by which way people go. */
  readonly definition: string;
  /** Whether both sides may agree to weigh the exchange by it. */
  readonly weighs: boolean;
}

/** What an exchange is told in. */
export const measures = {
  exposures: { label: "曝光", unit: "count", weighs: true, definition: "发布方填报：内容被看到的次数" },
  posts: {
    label: "发布",
    unit: "count",
    weighs: true,
    definition: "发布方填报：推文、朋友圈、社群消息、直播口播各算一次",
  },
  clicks: {
    label: "点击",
    unit: "count",
    weighs: true,
    definition:
      "系统计数：导给我方的按我方链接与活码的打开次数，导给对方的按经我方短链打开对方链接的次数（机器与重复打开不算）",
  },
  friends: {
    label: "新增好友",
    unit: "count",
    weighs: true,
    definition: "导给我方的由系统计数：最后一次接触是这次合作、之后加上导购好友的人",
  },
  group_joins: {
    label: "入群",
    unit: "count",
    weighs: true,
    definition: "导给我方的由系统计数：扫这次合作的群活码进群的人次",
  },
  members: {
    label: "新注册会员",
    unit: "count",
    weighs: true,
    definition: "导给我方的由系统计数：最后一次接触是这次合作、之后注册的人",
  },
  first_orders: {
    label: "首单客户",
    unit: "count",
    weighs: true,
    definition: "导给我方的由系统计数：最后一次接触是这次合作、之后下了人生第一单的人",
  },
  sales_fen: {
    label: "成交金额",
    unit: "fen",
    weighs: true,
    definition: "导给我方的由系统计数：归到这次合作的订单实付，已减退款",
  },
  coupons_used: {
    label: "核销券",
    unit: "count",
    weighs: true,
    definition: "导给我方的由系统计数：挂在这次合作下的我方券被核销的张数",
  },
  cost_fen: {
    label: "投入成本",
    unit: "fen",
    weighs: false,
    definition: "各自填报：物料、权益、人工、投放等为引来客人花的钱",
  },
} as const satisfies Record<string, Measure>;
export type MeasureCode = keyof typeof measures;

export type Phase = "before" | "during" | "after";
export const phases: Readonly<Record<Phase, string>> = { before: "合作前", during: "合作中", after: "合作后" };

interface CheckItem {
  readonly code: string;
  readonly phase: Phase;
  readonly text: string;
}

export interface CooperationKind {
  readonly label: string;
  /** When to use it. */
  readonly fits: string;
  /** By what it is usually weighed. */
  readonly measure: MeasureCode;
  /** Days that it usually lasts. */
  readonly days: number;
  readonly checks: readonly CheckItem[];
}

const everyKind: readonly CheckItem[] = [
  { code: "contract", phase: "before", text: "双方确认合作协议：互不交换客户资料，各自只触达自己的客户" },
  { code: "terms", phase: "before", text: "书面约定双方各给什么、给多少、按什么口径算" },
  { code: "channel", phase: "before", text: "为这次合作单独生成我方链接或活码，发给对方使用" },
  { code: "staff", phase: "before", text: "告诉导购与客服：客人从哪来、怎么招呼、给什么权益" },
  { code: "watch", phase: "during", text: "每天看双方点击与新增，差得多时当天找对方补" },
  { code: "report", phase: "after", text: "请对方填报它那边的曝光、新增与成交" },
  { code: "settle", phase: "after", text: "核对差异，确认谁还欠谁，写进下次合作" },
];

const kindOf = (
  label: string,
  fits: string,
  measure: MeasureCode,
  days: number,
  own: readonly (readonly [string, Phase, string])[],
): CooperationKind => ({
  label,
  fits,
  measure,
  days,
  checks: [...everyKind, ...own.map(([code, phase, text]) => ({ code, phase, text }))].sort(
    (a, b) => Object.keys(phases).indexOf(a.phase) - Object.keys(phases).indexOf(b.phase),
  ),
});

/** Kinds of cooperation with what has to be done for each (CH-32; cases 绫致, 名创优品). */
export const cooperationKinds = {
  joint_live: kindOf("联合直播", "双方都有直播间与粉丝，一起预热、连麦、互导", "clicks", 14, [
    ["booking", "before", "双方各用自己的预约链接预热，预约带上宣发品牌"],
    ["rundown", "before", "排好连麦时段、货品与口播，约定谁的货挂谁的车"],
    ["rehearse", "before", "提前一天用正式账号试播连麦"],
    ["pin", "during", "按排期口播与上链接，客人进各自的群"],
    ["goods", "after", "复盘卖了什么货、哪个时段、新客占多少"],
  ]),
  flash_group: kindOf("快闪群", "短期活动，把感兴趣的人拉进限时群", "group_joins", 7, [
    ["rooms", "before", "用群活码准备够群，写明群的结束日期"],
    ["rules", "before", "约定群里谁发言、发什么；客人自己愿意才加对方"],
    ["rhythm", "during", "按小时节奏发券、秒杀与互动"],
    ["close", "after", "到期公告后关群，愿意留下的人引导加导购"],
  ]),
  account_swap: kindOf("账号互推", "公众号、视频号、朋友圈相互推荐", "clicks", 7, [
    ["copy", "before", "互审文案与图片，各自的链接放在同样的位置"],
    ["slot", "before", "约定推送的头条或次条与时间"],
    ["screenshot", "after", "互相发送后台数据截图"],
  ]),
  coupon_swap: kindOf("券互放", "把我方券放进对方的会员权益或支付页", "coupons_used", 30, [
    ["batch", "before", "单独建一批券挂到这次合作，限量限店"],
    ["stores", "before", "核销门店收到通知，会核销这张券"],
    ["stock", "during", "盯住券的余量，不够时加或停发"],
  ]),
  parcel_card: kindOf("包裹卡互放", "对方包裹里放我方卡片", "clicks", 30, [
    ["print", "before", "印刷前用手机扫一遍每一种卡"],
    ["quantity", "before", "约定张数与随包时间，留样"],
    ["counted", "after", "与对方核对实际放出的张数"],
  ]),
  group_swap: kindOf("社群互换", "在彼此的群里发对方的内容与福利", "group_joins", 14, [
    ["match", "before", "按城市与人群挑群，一群只换一次"],
    ["host", "before", "由本群群主发，不把对方的人拉进我方群里做管理员"],
    ["quiet", "during", "看退群人数，退群变多就停"],
  ]),
  store_scene: kindOf("门店场景互放", "在对方门店摆台卡、海报，客群同城同商圈", "friends", 30, [
    ["place", "before", "拍照确认摆放位置，每店一码"],
    ["patrol", "during", "每周看一次没有扫码的店"],
    ["remove", "after", "到期撤下物料"],
  ]),
  member_benefit: kindOf("会员权益互通", "双方会员互享权益", "members", 90, [
    ["rights", "before", "写清哪些等级、什么权益、怎么核验，不传会员名单"],
    ["quota", "during", "看权益用掉多少，快用完时和对方商量"],
  ]),
  other: kindOf("其他合作", "不在以上之列的合作", "clicks", 30, []),
} as const satisfies Record<string, CooperationKind>;
export type CooperationKindCode = keyof typeof cooperationKinds;

export const cooperationStates = {
  planned: "筹备中",
  running: "进行中",
  ended: "已结束",
  cancelled: "已取消",
} as const;
export type CooperationState = keyof typeof cooperationStates;

export const verdicts = { again: "值得再合作", adjust: "调整后再合作", stop: "不再合作" } as const;
export type Verdict = keyof typeof verdicts;

/** What can be made for a cooperation in one step, and which way it leads. */
export const channelForms = {
  guide_code: { label: "导购活码", flow: "to_us", says: "扫码加所选部门的导购" },
  store_code: { label: "门店活码", flow: "to_us", says: "扫码加一家门店的导购" },
  group_code: { label: "群活码", flow: "to_us", says: "扫码进所选的客户群，快闪群用它" },
  short_link: { label: "我方短链", flow: "to_us", says: "打开我方网页、预约页或直播间" },
  mini_program: { label: "我方小程序页", flow: "to_us", says: "带来源参数的小程序页面" },
  partner_link: { label: "对方链接", flow: "to_them", says: "对方给的链接，经我方短链打开，点击由我方计数" },
} as const satisfies Record<string, { label: string; flow: Flow; says: string }>;
export type ChannelForm = keyof typeof channelForms;

export const keysOf = <Code extends string>(vocabulary: Readonly<Record<Code, unknown>>) =>
  Object.keys(vocabulary) as [Code, ...Code[]];
