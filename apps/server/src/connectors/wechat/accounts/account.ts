/** Platforms an account can be of. */
export const platforms = [
  "wecom",
  "official_account",
  "mini_program",
  "wechat_pay",
  "wechat_shop",
  "video_channel",
] as const;
export type WechatPlatform = (typeof platforms)[number];

export const platformNames: Readonly<Record<WechatPlatform, string>> = {
  wecom: "企业微信",
  official_account: "公众号",
  mini_program: "小程序",
  wechat_pay: "微信支付",
  wechat_shop: "微信小店",
  video_channel: "视频号",
};

/** The real addresses; an account may name another (a proxy, a private gateway, a test environment). */
export const officialBaseUrls: Readonly<Record<WechatPlatform, string>> = {
  wecom: "https://qyapi.weixin.qq.com",
  official_account: "https://api.weixin.qq.com",
  mini_program: "https://api.weixin.qq.com",
  wechat_pay: "https://api.mch.weixin.qq.com",
  wechat_shop: "https://api.weixin.qq.com",
  video_channel: "https://api.weixin.qq.com",
};

/** Sign-in pages of WeCom (wecom-api.md §11.3; the QR page is documented under 企业微信登录组件). */
export const officialSignInPages = {
  authorizeUrl: "https://open.weixin.qq.com/connect/oauth2/authorize",
  scanUrl: "https://login.work.weixin.qq.com/wwlogin/sso/login",
} as const;

/** What is known only to us and the platform; sealed at rest, never shown again. */
export interface AccountSecrets {
  /** corpsecret, appsecret; for pay the API v3 key. */
  readonly secret: string;
  /** Of the callback address. */
  readonly callbackToken?: string;
  readonly callbackAesKey?: string;
  /** Pay: the merchant's private key (PEM), its certificate's serial number, and the platform's public key (PEM) with its id. */
  readonly merchantKey?: string;
  readonly merchantSerial?: string;
  readonly platformKey?: string;
  readonly platformSerial?: string;
  /** Pay: the merchant's API certificate (PEM), from which its end is known. */
  readonly merchantCertificate?: string;
}

/** An app or account on a WeChat platform that Feilun acts for. */
export interface WechatAccount {
  readonly id: string;
  readonly platform: WechatPlatform;
  /** corpid, appid or mchid */
  readonly accountId: string;
  /** WeCom: the app within the corp; "" elsewhere. */
  readonly agentId: string;
  readonly purpose: "app" | "contact_sync";
  readonly name: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** WeCom: the sign-in page inside WeCom, and the one with a QR code for other browsers. */
  readonly authorizeUrl: string;
  readonly scanUrl: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly secrets: AccountSecrets;
}
