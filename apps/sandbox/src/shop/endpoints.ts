import { z } from "zod";
import { type Endpoint, post, refuse } from "../http/endpoint.ts";
import { shopOf } from "../weixin/accounts/accounts.ts";
import { bodyOf } from "../weixin/read.ts";
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
  post("/channels/ec/wecom/get_wecom_id", (call) => {
    shopOf(call);
    const { corp_id, user_id } = bodyOf(call, z.object({ corp_id: z.string(), user_id: z.string() }));
    const { corpId, contacts } = call.world.wecom;
    if (corp_id !== corpId || !contacts.members.has(user_id)) refuse(10_020_052, "member");
    return { data: { wecom_corp_id: corp_id, wecom_user_id: user_id } };
  }),
  ...productEndpoints,
  ...orderEndpoints,
  ...giftEndpoints,
  ...aftersaleEndpoints,
  ...couponEndpoints,
  ...sharerEndpoints,
  ...memberEndpoints,
];
