import { openPaySecret } from "@feilun/wechat-protocol";
import type { Merchant } from "./merchants/state.ts";
import { badParameter } from "./refusal.ts";

/** A name or number that the caller sealed with one of the platform's keys; refused when none opens it. */
export function openSecret(merchant: Merchant, sealed: string, field: string): string {
  for (const { privateKey } of merchant.platformKeys.toReversed())
    try {
      return openPaySecret(privateKey, sealed);
    } catch {
      // Another key may have sealed it.
    }
  badParameter(field, sealed, "敏感信息解密失败，请用微信支付公钥或平台证书加密");
}
