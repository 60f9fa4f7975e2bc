/**
 * Ways into a mini program, as operators speak of them (CH-18). Entries without a scene value of their own (红包雨, 社交立减金) are told by
 * a mark in the page's address.
 */
export const MINI_PROGRAM_ENTRIES = {
  offline_code: "线下扫码",
  pull_down: "聊天下拉与最近使用",
  share: "好友与群分享",
  subscription: "订阅消息",
  service_notice: "服务通知与模板消息",
  payment: "支付后",
  poster: "海报与图片识码",
  social_coupon: "社交立减金与卡券",
  red_packet_rain: "红包雨与红包",
  ad: "广告",
  official_account: "公众号",
  customer_service: "客服消息",
  mini_program: "其他小程序跳转",
  search: "搜索与附近",
  video_channel: "视频号",
  link: "链接与 App",
  other: "其他",
} as const;

export type MiniProgramEntry = keyof typeof MINI_PROGRAM_ENTRIES;

/** A value of `scene` in a mini program's launch options. */
export interface MiniProgramScene {
  readonly label: string;
  readonly entry: MiniProgramEntry;
}

const of = (entry: MiniProgramEntry, scenes: Readonly<Record<number, string>>): [number, MiniProgramScene][] =>
  Object.entries(scenes).map(([scene, label]) => [Number(scene), { label, entry }]);

/**
 * Scene values: https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html. Which entry a value counts as is Feilun's reading
 * and may be set otherwise; values that the list does not have are `other`.
 */
export const MINI_PROGRAM_SCENES: ReadonlyMap<number, MiniProgramScene> = new Map([
  ...of("offline_code", {
    1011: "扫描二维码",
    1025: "扫描一维码",
    1047: "扫描小程序码",
    1124: "扫“一物一码”",
    1150: "扫商品条码的结果页",
  }),
  ...of("poster", {
    1012: "长按图片识别二维码",
    1013: "识别相册里的二维码",
    1031: "长按图片识别一维码",
    1032: "识别相册里的一维码",
    1048: "长按图片识别小程序码",
    1049: "识别相册里的小程序码",
    1125: "长按图片识别“一物一码”",
    1126: "识别相册里的“一物一码”",
  }),
  ...of("pull_down", {
    1001: "发现页的最近使用",
    1022: "聊天顶部置顶",
    1023: "手机桌面图标",
    1089: "聊天主界面下拉的最近使用",
    1090: "右上角菜单的最近使用",
    1103: "发现页的我的小程序",
    1104: "聊天主界面下拉的我的小程序",
    1131: "浮窗",
    1187: "浮窗",
  }),
  ...of("share", {
    1007: "单人聊天里的卡片",
    1008: "群聊里的卡片",
    1036: "App 分享的卡片",
    1044: "带 shareTicket 的卡片",
    1096: "聊天记录",
    1154: "朋友圈单页模式",
    1155: "从朋友圈单页打开",
    1158: "群工具",
    1160: "群待办",
  }),
  ...of("subscription", { 1014: "订阅消息", 1107: "订阅消息" }),
  ...of("service_notice", { 1043: "公众号模板消息", 1088: "会话里的系统消息", 1231: "动态消息提醒" }),
  ...of("payment", { 1034: "微信支付完成页", 1060: "微信支付完成页", 1072: "二维码收款页", 1097: "支付签约页" }),
  ...of("social_coupon", { 1028: "我的卡包", 1029: "卡券详情页", 1052: "卡券的适用门店" }),
  ...of("red_packet_rain", { 1100: "红包封面详情页" }),
  ...of("ad", {
    1045: "朋友圈广告",
    1046: "朋友圈广告详情页",
    1067: "公众号文章广告",
    1068: "附近小程序广告",
    1084: "朋友圈广告原生页",
    1095: "小程序广告组件",
    1144: "公众号文章视频贴片",
    1200: "视频号广告",
    1201: "视频号广告详情页",
    1228: "视频号原生广告组件",
    1230: "订阅号 H5 广告",
    1232: "搜一搜竞价广告",
    1238: "看一看信息流广告",
  }),
  ...of("official_account", {
    1020: "公众号资料页的相关小程序",
    1035: "公众号菜单",
    1058: "公众号文章",
    1074: "公众号会话里的卡片",
    1082: "公众号会话里的文字链",
    1091: "公众号文章商品卡片",
    1102: "公众号资料页的服务预览",
    1152: "订阅号视频",
  }),
  ...of("customer_service", { 1073: "客服消息里的卡片", 1081: "客服消息里的文字链" }),
  ...of("mini_program", { 1037: "从另一个小程序打开", 1038: "从另一个小程序返回" }),
  ...of("search", {
    1005: "顶部搜索结果页",
    1006: "发现页搜索结果页",
    1024: "小程序资料页",
    1026: "附近的小程序",
    1027: "搜索里使用过的小程序",
    1042: "添加好友搜索结果页",
    1053: "搜一搜结果页",
    1054: "顶部搜索快捷入口",
    1106: "下拉搜索结果页",
    1135: "小程序资料页的其他小程序",
    1145: "发现小程序",
    1153: "识物结果页",
    1179: "话题页",
  }),
  ...of("video_channel", {
    1175: "视频号主页商店",
    1176: "视频号直播间",
    1177: "视频号直播商品",
    1184: "视频号链接",
    1193: "视频号主页服务菜单",
    1195: "视频号主页商品",
  }),
  ...of("link", {
    1065: "URL Scheme",
    1069: "App 打开",
    1167: "网页开放标签",
    1168: "App 或网站直接运行",
    1181: "网站打开电脑端",
    1194: "URL Link",
  }),
  ...of("other", {
    1000: "其他",
    1010: "收藏夹",
    1019: "微信钱包",
    1039: "摇电视",
    1056: "音乐播放器菜单",
    1064: "连 WiFi 状态栏",
    1078: "连 WiFi 成功页",
    1092: "城市服务",
    1129: "微信爬虫",
    1133: "硬件设备",
    1178: "在电脑上打开手机上的小程序",
  }),
]);
