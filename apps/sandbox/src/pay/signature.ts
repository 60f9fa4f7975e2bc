import { randomBytes } from "node:crypto";
import { readPayAuthorization, signPayAnswer, verifyPayRequest } from "@feilun/wechat-protocol";
import type { World } from "../world/world.ts";
import { signingKey } from "./merchants/merchants.ts";
import type { Merchant } from "./merchants/state.ts";
import { payRefuse } from "./refusal.ts";
import { wireSeconds } from "./time.ts";

const SIGN_CAUSE = 268_443_699;
const SUSPENDED_CAUSE = 268_443_715;

/** A request as it came: the path with its query, the exact bytes. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

/** Who signed this request. Refuses with SIGN_ERROR where the signature, serial or clock is wrong: wechat-api.md §4.1. */
export function signerOf(world: World, request: SignedRequest): Merchant {
  const authorization = readPayAuthorization(request.authorization);
  if (!authorization)
    refuseSignature("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》", "authorization");
  const merchant = world.pay.merchants.get(authorization.mchid);
  if (!merchant) payRefuse("MCH_NOT_EXISTS", `商户号 ${authorization.mchid} 不存在`);
  // Hexadecimal digits: public SDKs write them small and large.
  const serial = authorization.serialNo.toUpperCase();
  const certificate = merchant.certificates.find(({ serialNo }) => serialNo === serial);
  if (!certificate || certificate.revoked)
    refuseSignature("商户证书序列号有误。请使用签名私钥匹配的证书序列号", "serial_no", authorization.serialNo);
  const { method, url: path, body } = request;
  const fault = verifyPayRequest(certificate.publicKey, authorization, { method, path, body }, wireSeconds(world));
  if (fault === "clock_skew")
    refuseSignature(
      "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟",
      "timestamp",
      authorization.timestamp,
    );
  if (fault) refuseSignature("错误的签名，验签失败", "signature", undefined, signText(request));
  if (merchant.suspended) payRefuse("NO_AUTH", "商户号已被停用", { cause: SUSPENDED_CAUSE });
  return merchant;
}

/** The `Wechatpay-*` headers of an answer or a callback. `named` is the serial that the caller asked for. */
export function platformSignature(world: World, merchant: Merchant, body: string, named?: string) {
  return signPayAnswer(signingKey(merchant, named), {
    timestamp: wireSeconds(world),
    nonce: randomBytes(16).toString("hex"),
    body,
  });
}

/** What the platform tells of the text it expected, so that a wrong signature can be found. */
function signText({ method, url, body }: SignedRequest) {
  const message = `${method}\n${url}\n…\n…\n${body}\n`;
  return { method, url, sign_message_length: message.length, truncated_sign_message: message.slice(0, 256) };
}

function refuseSignature(message: string, field: string, value?: string | number, sign_information?: object): never {
  payRefuse("SIGN_ERROR", message, {
    cause: SIGN_CAUSE,
    detail: {
      field,
      value,
      issue: field === "signature" ? "sign not match" : undefined,
      location: "authorization",
      sign_information,
    },
  });
}
