import { type Endpoint, post } from "../http/endpoint.ts";
import { shopOf } from "../weixin/accounts/accounts.ts";
import { aftersaleEndpoints } from "./aftersales/endpoints.ts";
import { couponEndpoints } from "./coupons/coupons.ts";
import { giftEndpoints } from "./gifts/endpoints.ts";
import { memberEndpoints } from "./members/endpoints.ts";
import { orderEndpoints } from "./orders/endpoints.ts";
import { productEndpoints } from "./products/endpoints.ts";
import { sharerEndpoints } from "./sharers/sharers.ts";

/** 微信小店 at api.weixin.qq.com: wechat-api.md §5. */
export const shopEndpoints: readonly Endpoint[] = [
  post("/channels/ec/basics/info/get", (call) => {
    const { name } = shopOf(call);
    return { info: { nickname: name, headimg_url: "", subject_type: "企业", status: "OPEN" } };
  }),
  ...productEndpoints,
  ...orderEndpoints,
  ...giftEndpoints,
  ...aftersaleEndpoints,
  ...couponEndpoints,
  ...sharerEndpoints,
  ...memberEndpoints,
];
