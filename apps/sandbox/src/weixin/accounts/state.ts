import type { ShopState } from "../../shop/state.ts";
import type { ArticlesState } from "../articles/state.ts";
import type { AccountFigures } from "../figures/state.ts";
import type { FollowersState } from "../followers/state.ts";
import type { MassSendsState } from "../mass-sends/state.ts";
import type { MediaState } from "../media/state.ts";
import type { MenusState } from "../menus/state.ts";
import type { MessagesState } from "../messages/state.ts";
import type { MiniState } from "../mini/state.ts";
import type { OauthState } from "../oauth/state.ts";
import type { QrCodesState } from "../qr-codes/state.ts";
import type { SubscriptionsState } from "../subscriptions/state.ts";
import type { TemplatesState } from "../templates/state.ts";
import type { VideoChannelState } from "../video-channel/state.ts";

/** 服务器配置 / 消息推送: where the account's events go, and how they are written (wechat-api.md §1.2). */
export interface CallbackSetting {
  url: string;
  token: string;
  encodingAesKey: string;
  /** 明文, 兼容, 安全. */
  mode: "plain" | "compatible" | "secure";
  /** Official accounts know XML alone. */
  format: "xml" | "json";
}

/** What every appid has. */
interface AccountBase {
  readonly appid: string;
  /** The original id, `gh_…`: whom callbacks are addressed to. */
  readonly ghId: string;
  name: string;
  secret: string;
  /** AppSecret 冻结: 40243. */
  frozen: boolean;
  /** IP 白名单; undefined: not asked for. */
  ipWhitelist: string[] | undefined;
  /** The Open Platform account that it is bound to: the unionid is of that account. */
  openPlatform: string | undefined;
  callback: CallbackSetting | undefined;
  readonly messages: MessagesState;
  readonly subscriptions: SubscriptionsState;
  readonly media: MediaState;
}

/** 服务号 or 公众号. */
export interface OfficialAccount extends AccountBase {
  readonly kind: "official_account";
  readonly type: "service" | "subscription";
  verified: boolean;
  /** 网页授权域名 and JS 接口安全域名; undefined: any. */
  webDomains: string[] | undefined;
  readonly followers: FollowersState;
  readonly menus: MenusState;
  readonly templates: TemplatesState;
  readonly massSends: MassSendsState;
  readonly articles: ArticlesState;
  readonly qrCodes: QrCodesState;
  readonly oauth: OauthState;
  readonly figures: AccountFigures;
}

/** 小程序. */
export interface MiniProgram extends AccountBase {
  readonly kind: "mini_program";
  readonly mini: MiniState;
}

/** 微信小店. */
export interface Shop extends AccountBase {
  readonly kind: "shop";
  readonly shop: ShopState;
}

/** 视频号, by the account of 视频号助手. */
export interface VideoChannel extends AccountBase {
  readonly kind: "video_channel";
  readonly video: VideoChannelState;
}

export type Account = OfficialAccount | MiniProgram | Shop | VideoChannel;
