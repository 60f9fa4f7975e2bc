import { sealPayResource } from "@feilun/wechat-protocol";
import { type PayEndpoint, payEndpoint } from "../endpoint.ts";
import { payRefuse } from "../refusal.ts";
import { wireTime } from "../time.ts";

/** Platform certificates; merchants in public-key mode have none: wechat-api.md §4.2. */
export const certificateEndpoints: readonly PayEndpoint[] = [
  payEndpoint("GET", "/v3/certificates", {}, ({ merchant }) => {
    const { apiV3Key } = merchant;
    if (apiV3Key === undefined) payRefuse("NO_AUTH", "请先在商户平台设置 APIv3 密钥");
    const known = merchant.platformKeys.filter(({ kind }) => kind === "certificate");
    if (known.length === 0)
      payRefuse("RESOURCE_NOT_EXISTS", "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥");
    return {
      data: known.map(({ serial, certificate, effectiveAt, expiresAt }) => ({
        serial_no: serial,
        effective_time: wireTime(effectiveAt),
        expire_time: wireTime(expiresAt),
        encrypt_certificate: sealPayResource(apiV3Key, certificate ?? "", "certificate"),
      })),
    };
  }),
];
