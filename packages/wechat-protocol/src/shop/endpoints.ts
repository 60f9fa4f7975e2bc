import type { AnswerOf, BodyOf, QueryOf } from "../endpoint.ts";
import type { WeixinReplyEnvelope } from "../weixin/access.ts";
import type { ShopGiftEndpoints } from "./gifts.ts";
import type { ShopOrderEndpoints } from "./orders.ts";
import type { ShopPeopleEndpoints } from "./people.ts";
import type { ShopProductEndpoints } from "./products.ts";
import type { ShopPromoterEndpoints } from "./promoters.ts";

/** Every call of WeChat shops on api.weixin.qq.com, by `"<METHOD> <path>"`; tokens as in `WeixinEndpoints`. */
export interface ShopEndpoints
  extends ShopProductEndpoints,
    ShopOrderEndpoints,
    ShopGiftEndpoints,
    ShopPeopleEndpoints,
    ShopPromoterEndpoints {}

export type ShopEndpoint = keyof ShopEndpoints;
/** The query beside the access token, or `undefined`. */
export type ShopQuery<E extends ShopEndpoint> = QueryOf<ShopEndpoints[E]>;
/** The JSON body, or `undefined`. */
export type ShopBody<E extends ShopEndpoint> = BodyOf<ShopEndpoints[E]>;
/** A successful reply. */
export type ShopAnswer<E extends ShopEndpoint> = WeixinReplyEnvelope & AnswerOf<ShopEndpoints[E]>;
