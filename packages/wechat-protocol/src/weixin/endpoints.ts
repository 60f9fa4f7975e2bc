import type { AnswerOf, BodyOf, QueryOf } from "../endpoint.ts";
import type { WeixinAccessEndpoints, WeixinReplyEnvelope } from "./access.ts";
import type { WeixinDatacubeEndpoints } from "./datacube.ts";
import type { WeixinDraftEndpoints } from "./drafts.ts";
import type { WeixinMenuEndpoints } from "./menus.ts";
import type { WeixinMessageEndpoints } from "./messages.ts";
import type { MiniProgramEndpoints } from "./mini-program.ts";
import type { WeixinShippingEndpoints } from "./shipping.ts";
import type { WeixinUserEndpoints } from "./users.ts";
import type { VideoChannelEndpoints } from "./video-channel.ts";

/** Every call of official accounts, mini programs and video channels on api.weixin.qq.com, by `"<METHOD> <path>"`. */
export interface WeixinEndpoints
  extends WeixinAccessEndpoints,
    WeixinUserEndpoints,
    WeixinMessageEndpoints,
    WeixinMenuEndpoints,
    WeixinDraftEndpoints,
    WeixinDatacubeEndpoints,
    MiniProgramEndpoints,
    WeixinShippingEndpoints,
    VideoChannelEndpoints {}

export type WeixinEndpoint = keyof WeixinEndpoints;
/** The query beside the access token, or `undefined`. */
export type WeixinQuery<E extends WeixinEndpoint> = QueryOf<WeixinEndpoints[E]>;
/** The JSON body, or `undefined`. */
export type WeixinBody<E extends WeixinEndpoint> = BodyOf<WeixinEndpoints[E]>;
/** A successful reply. */
export type WeixinAnswer<E extends WeixinEndpoint> = WeixinReplyEnvelope & AnswerOf<WeixinEndpoints[E]>;
