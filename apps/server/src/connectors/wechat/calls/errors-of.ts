import { PAY_REQUEST_ID_CAUSES, type WireError, wecomError, weixinError } from "@feilun/wechat-protocol";
import type { WechatPlatform } from "../accounts/account.ts";

/** What a platform's code means. Code 0 stands for "no answer came" (refusal.ts). */
export function errorOf(platform: WechatPlatform, errcode: number): Pick<WireError, "cause" | "remedy"> {
  if (errcode === 0)
    return {
      cause: "没有收到平台的应答",
      remedy: "检查本机能否访问接入地址（DNS、代理、防火墙）；网络恢复后系统会自动重试可重试的调用",
    };
  if (platform === "wecom") return wecomError(errcode);
  if (platform === "wechat_pay")
    return {
      cause: PAY_REQUEST_ID_CAUSES.get(errcode) ?? `微信支付没有接受（${errcode}）`,
      remedy: "按最近一次返回的信息处理；签名、密钥和权限的问题用体检查看",
    };
  return weixinError(errcode);
}
