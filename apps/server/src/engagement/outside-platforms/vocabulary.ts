/** Platforms outside one's own WeChat pools (CH-33); the labels are operators' words. */
export const outsidePlatforms = {
  taobao: "淘宝 / 天猫",
  douyin: "抖音",
  xiaohongshu: "小红书",
  bilibili: "B 站",
  kuaishou: "快手",
  other: "其他平台",
} as const;
export type OutsidePlatform = keyof typeof outsidePlatforms;

/** What is published or put somewhere. */
export const placementForms = {
  note: "图文笔记",
  short_video: "短视频",
  long_video: "长视频",
  live: "直播",
  product_page: "商品详情页",
  parcel_card: "包裹卡",
  order_sms: "订单后短信",
  service_chat: "客服会话",
  shop_group: "店铺粉丝群",
  in_site_ad: "站内广告",
} as const;
export type PlacementForm = keyof typeof placementForms;

/** How a placement leads back to the brand's own pools. */
export const leadWays = {
  parcel_card: "包裹卡扫码",
  order_sms: "下单后短信里的链接",
  service_reply: "客服回复里的链接",
  brand_word: "引导搜品牌词",
  short_link: "短链接",
  content_code: "内容或页面里放二维码",
  wechat_word: "内容里写微信号",
  profile: "主页简介",
  private_message: "私信",
  group_notice: "粉丝群公告",
  ad_landing: "广告落地页",
} as const;
export type LeadWay = keyof typeof leadWays;

/** Ways that bring people whom no link tells apart. */
export const waysWithoutLink: readonly LeadWay[] = ["brand_word"];

export const creatorTiers = {
  star: "明星",
  head: "头部达人",
  middle: "腰部达人",
  koc: "KOC / 素人",
  own: "自有账号",
} as const;
export type CreatorTier = keyof typeof creatorTiers;

export const costKinds = { creator: "达人费用", boost: "加热 / 推广", goods: "寄样货品", other: "其他" } as const;
export type CostKind = keyof typeof costKinds;

/** How a placement's numbers may be put side by side. */
export const groupings = {
  platform: "平台",
  account: "账号",
  form: "形式",
  way: "引导方式",
  creator: "达人",
  wave: "种草波次",
} as const;
export type Grouping = keyof typeof groupings;

interface Advice {
  /** What is published there, as the field sees it. */
  readonly lanes: string;
  readonly goodFor: string;
  /** How people come to buy there, and whose they are afterwards. */
  readonly traffic: string;
  readonly forms: readonly PlacementForm[];
  /** Rows of the knowledge base that say so. */
  readonly sources: readonly string[];
}

/** What each platform is good for. */
export const platformAdvice: Readonly<Record<OutsidePlatform | "video_channel", Advice>> = {
  taobao: {
    lanes: "站内：搜索、店铺粉丝群、客服、包裹；站外：达人内容带回店铺",
    goodFor: "接住已经想买的人。下单后用包裹卡、短信把买家带进企业微信，是最稳的回流口。",
    traffic: "靠搜索和竞价，比价多、决策长；流量集中在平台，归属低。",
    forms: ["parcel_card", "order_sms", "service_chat", "shop_group", "in_site_ad", "product_page"],
    sources: ["CH-33", "CH-26", "BM-27", "BM-28"],
  },
  douyin: {
    lanes: "内容：短视频、达人；商业：投流、直播间",
    goodFor: "短时间推爆一个产品。复购低，成交后要靠包裹卡和短信把人留下来。",
    traffic: "算法推荐，种草即成交；平台分发、达人带动，归属低到中。",
    forms: ["short_video", "live", "in_site_ad", "parcel_card", "order_sms"],
    sources: ["CH-33", "CT-11", "BM-27", "BM-28"],
  },
  xiaohongshu: {
    lanes: "长视频、图文笔记；达人与素人测评",
    goodFor: "讲清产品、教程和测评，让人去搜品牌词；看搜索上升，比看点赞更准。",
    traffic: "流量中等，决策长，成交多在别处；电商转化低。",
    forms: ["note", "long_video", "short_video"],
    sources: ["CH-33", "CT-11", "BM-27"],
  },
  bilibili: {
    lanes: "长视频：产品、教程、测评",
    goodFor: "把复杂的产品讲透。内容留得住，几个月后还有人看、有人搜。",
    traffic: "流量中等，决策长；商品链接弱，成交多在别处。",
    forms: ["long_video"],
    sources: ["CH-33", "CT-11", "BM-27"],
  },
  kuaishou: {
    lanes: "短视频、直播间、粉丝群",
    goodFor: "靠主播和粉丝的信任卖货；粉丝群可以先养着，下单后再带回来。",
    traffic: "与抖音同类：流量大、中等集中，归属中。",
    forms: ["short_video", "live", "shop_group", "parcel_card"],
    sources: ["CH-33", "BM-27"],
  },
  video_channel: {
    lanes: "社群转发、朋友圈转发",
    goodFor: "唯一不用「引回来」的平台：看完就能加好友、进群、进小程序。作品在「视频号」页登记。",
    traffic: "社交信任加推荐；没有公域算法兜底，要靠自己的群和朋友圈起量。",
    forms: ["short_video", "long_video", "live"],
    sources: ["CH-33", "CT-11", "BM-28"],
  },
  other: {
    lanes: "微博、知乎、直播电商等",
    goodFor: "先用一条内容一个链接试，看每个好友的成本再加。",
    traffic: "各平台不同。",
    forms: [],
    sources: [],
  },
};
