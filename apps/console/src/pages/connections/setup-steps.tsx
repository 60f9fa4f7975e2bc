import type { ReactNode } from "react";
import type { PlatformCode } from "./connection-api.ts";

/** One step of connecting a platform. */
export interface Step {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  /** What to click in the platform's back office, in order. */
  readonly clicks: readonly ReactNode[];
  /** What stands beside: the form, the callback keys, or addresses to copy. */
  readonly content?: "address" | "account" | "contact_sync" | "callback" | "pages";
  /** Checks of the doctor that tell whether the step is done. */
  readonly checks: readonly string[];
}

const address: Step = {
  key: "address",
  title: "外网地址",
  hint: "平台从互联网访问本系统，要先知道它的域名",
  clicks: [
    "准备一个已备案的域名，主体与企业（或公众号、小程序）相同或关联",
    "把域名用 HTTPS 转到本系统，/api 路径原样转发",
  ],
  content: "address",
  checks: [],
};

const wecom: readonly Step[] = [
  address,
  {
    key: "account",
    title: "企业与应用",
    hint: "在企业微信管理后台 work.weixin.qq.com 建一个自建应用",
    clicks: [
      "“我的企业 > 企业信息”最下方，复制“企业ID”",
      "“应用管理 > 应用 > 自建 > 创建应用”，名称可以叫“飞轮”",
      "应用的“可见范围”选门店所在的上级部门，新员工会自动包含在内",
      "在应用详情页复制 AgentId，点 Secret 的“查看”，在手机企业微信里收到后复制",
    ],
    content: "account",
    checks: ["address", "dns", "tls", "timeout", "connection", "gateway", "clock", "corp_id", "secret"],
  },
  {
    key: "rights",
    title: "可信 IP 与权限",
    hint: "让本系统可以调用接口，并能管理客户",
    clicks: [
      "应用详情页最下方“企业可信IP > 配置”，填本系统出口的公网 IP（检查会告诉你是哪一个）",
      "“客户与上下游 > 客户联系 > 权限配置 > 使用范围”，加入要加客户的员工",
      "“客户联系 > API > 可调用接口的应用”，勾选刚建的应用",
    ],
    checks: ["trusted_ip", "agent", "visible_range", "customer_contact"],
  },
  {
    key: "contact_sync",
    title: "通讯录同步",
    hint: "读到全部成员名单，离职能及时发现；应用可见范围已经是整个企业时可以跳过",
    clicks: [
      "“安全与管理 > 管理工具 > 通讯录同步”，点“开启API接口同步”，权限选“API读取通讯录”就够",
      "在同一页点 Secret 的“查看”，在手机企业微信里收到后复制，填到右边",
      "在同一页的“企业可信IP”里，填上一步用的同一个公网 IP",
    ],
    content: "contact_sync",
    checks: [],
  },
  {
    key: "callback",
    title: "接收事件",
    hint: "客户添加、删除、进群时，企业微信会通知本系统",
    clicks: [
      "先在右边生成 Token 与密钥",
      "应用详情页“接收消息 > 设置API接收”，粘贴 URL、Token、EncodingAESKey，点保存（保存时会立即验证）",
      "“客户联系 > API > 接收事件服务器”，同样粘贴一遍并保存",
    ],
    content: "callback",
    checks: ["callback_keys", "callback_address", "callback_arrival"],
  },
  {
    key: "pages",
    title: "登录与侧边栏",
    hint: "员工用企业微信登录，聊天时在旁边看客户资料",
    clicks: [
      "应用详情页“网页授权及JS-SDK > 设置可信域名”，填外网地址的域名并完成归属校验",
      "“企业微信授权登录 > Web网页 > 设置授权回调域”，填同一个域名",
      "“配置到聊天工具栏 > 配置页面”，名称“客户资料”，地址粘贴右边的侧边栏地址",
      "“应用主页”填导购工作台的地址，成员在企业微信里点开就用",
    ],
    content: "pages",
    checks: ["trusted_domain"],
  },
];

const weixinAccount = (where: string, clicks: readonly ReactNode[]): readonly Step[] => [
  address,
  {
    key: "account",
    title: "账号与密钥",
    hint: where,
    clicks,
    content: "account",
    checks: ["address", "dns", "tls", "timeout", "connection", "gateway", "clock", "app_id", "secret", "trusted_ip"],
  },
  {
    key: "callback",
    title: "接收消息",
    hint: "消息与事件会推送到本系统",
    clicks: [
      "先在右边生成 Token 与密钥",
      "“服务器配置 / 消息推送”，粘贴 URL、Token、EncodingAESKey，加密方式选“安全模式”，保存并启用",
    ],
    content: "callback",
    checks: ["callback_keys", "callback_address"],
  },
];

const steps: Readonly<Record<PlatformCode, readonly Step[]>> = {
  wecom,
  official_account: weixinAccount("公众平台 mp.weixin.qq.com", [
    "“设置与开发 > 基本配置”，复制开发者 ID（AppID）",
    "启用并复制 AppSecret（只显示一次）",
    "同一页“IP白名单”，加入本系统出口的公网 IP",
  ]),
  mini_program: weixinAccount("小程序后台 mp.weixin.qq.com", [
    "“开发管理 > 开发设置”，复制 AppID",
    "生成并复制 AppSecret（只显示一次）",
    "“服务器域名”，在 request 合法域名里加入本系统的域名",
  ]),
  video_channel: weixinAccount("视频号助手 channels.weixin.qq.com", [
    "“开放能力”打开数据接口，复制 AppID 与 AppSecret",
    "“IP白名单”，加入本系统出口的公网 IP",
  ]).slice(0, -1),
  wechat_shop: [
    ...weixinAccount("微信小店后台 store.weixin.qq.com", [
      "“服务市场 > 开发者工具 > 自研应用”，复制 AppID 与 AppSecret",
      "“IP白名单”，加入本系统出口的公网 IP",
    ]),
    {
      key: "rights",
      title: "接口权限与绑定",
      hint: "能读到哪些数据，买家能不能和其他渠道认成一个人",
      clicks: [
        "“自研应用”里勾选订单、商品、售后接口；要看会员和分享员就一并勾选",
        "在微信开放平台“管理中心”绑定这个小店：不绑定就认不出买家是不是公众号粉丝或企业微信好友",
        "接好后到“微信小店”页点“立即同步”，把最近一年的订单带进来",
      ],
      checks: ["shop_orders", "shop_products", "shop_aftersales", "shop_members", "shop_sharers", "unionid"],
    },
  ],
  wechat_pay: [
    address,
    {
      key: "account",
      title: "商户号与证书",
      hint: "商户平台 pay.weixin.qq.com",
      clicks: [
        "“账户中心 > 商户信息”，复制商户号",
        "“账户中心 > API安全”，设置 APIv3 密钥（32 位）",
        "“API安全 > 商户API证书”，申请证书，留好 apiclient_key.pem，复制证书序列号",
        "“API安全 > 微信支付公钥”，复制公钥 ID，下载 pub_key.pem",
      ],
      content: "account",
      checks: [
        "address",
        "dns",
        "tls",
        "timeout",
        "connection",
        "gateway",
        "clock",
        "merchant_keys",
        "merchant_certificate",
        "pay_signature",
        "notify_address",
        "merchant_unit",
      ],
    },
  ],
};

export const stepsFor = (platform: PlatformCode): readonly Step[] => steps[platform];
