import { payError, type WireError, wecomError, weixinError } from "@feilun/wechat-protocol";
import type { WechatPlatform } from "../accounts/account.ts";

/** What a platform's code means. Code 0 stands for "no answer came" (refusal.ts). */
export function errorOf(platform: WechatPlatform, errcode: number): Pick<WireError, "cause" | "remedy"> {
  if (errcode === 0)
    return {
      cause: "没有收到平台的应答",
      remedy: "检查本机能否访问接入地址（DNS、代理、防火墙）；网络恢复后系统会自动重试可重试的调用",
    };
  if (platform === "wecom") return wecomError(errcode);
  if (platform === "wechat_pay") return payError(String(errcode));
  return weixinError(errcode);
}
