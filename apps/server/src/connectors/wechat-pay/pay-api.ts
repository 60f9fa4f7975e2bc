import { setTimeout as sleep } from "node:timers/promises";
import { verifyPayAnswer } from "@feilun/wechat-protocol";
import type { Platform } from "../../kernel/platform.ts";
import { recordRefusal, type WechatAccount } from "../wechat/index.ts";
import { exchange, type PayCall, silence } from "./exchange.ts";
import { PayRefusal, refusalOf, untrusted } from "./pay-refusal.ts";
import { platformKeyFor } from "./platform-keys.ts";

const TRIES = 3;

/**
 * Calls WeChat Pay for a merchant and believes only what is signed. Every call names its own number (`out_trade_no`, `out_refund_no`), so it is
 * sent again after a silence with the same number and words. A refusal is recorded for the operator.
 *
 * @throws PayRefusal
 */
export async function callPay<Answer extends object>(
  platform: Platform,
  account: WechatAccount,
  call: PayCall,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await once<Answer>(platform, account, call);
    } catch (error) {
      if (!(error instanceof PayRefusal)) throw error;
      if (tries < TRIES && (error.retry === "safe" || error.retry === "after_wait")) {
        await sleep(150 * 2 ** tries + Math.random() * 150, undefined, { signal: call.signal });
        continue;
      }
      // "There is no such order" is an answer.
      if (!NOT_THERE.has(error.code)) await recordRefusal(platform, account.id, generalised(error));
      throw error;
    }
  }
}

/** What says that a number is not known. */
export const NOT_THERE: ReadonlySet<string> = new Set(["ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS", "NO_STATEMENT_EXIST"]);

async function once<Answer extends object>(platform: Platform, account: WechatAccount, call: PayCall): Promise<Answer> {
  const response = await exchange(account, call);
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw silence(call.path, error);
  }
  const fault = await signatureFault(platform, account, response, text);
  const said = response.status === 204 ? {} : parse(text);
  if (response.ok && said && fault === undefined) return said as Answer;
  // Whose words a refused signature or a gateway's error are is nobody's knowledge: they decide nothing.
  if (response.status === 401 && said) return fail(refusalOf(call.path, 401, said, response.headers.get("request-id")));
  if (response.status >= 500)
    throw untrusted(
      call.path,
      `HTTP ${response.status}`,
      "微信支付暂时不可用",
      "系统会用同一单号继续查询，不会重复收款或退款",
      "safe",
    );
  if (fault !== undefined)
    throw untrusted(call.path, `unsigned answer (${fault}), HTTP ${response.status}`, ...faultWords[fault]);
  if (!said)
    throw untrusted(call.path, `HTTP ${response.status}`, "微信支付的应答看不懂", "检查接入地址是否经过代理或网关改写");
  return fail(refusalOf(call.path, response.status, said, response.headers.get("request-id")));
}

function fail(refusal: PayRefusal): never {
  throw refusal;
}

type Fault = "unsigned" | "key_unknown" | "clock_skew" | "signature_wrong";

const faultWords: Readonly<Record<Fault, readonly [cause: string, remedy: string]>> = {
  unsigned: ["应答没有微信支付的签名，不予采信", "检查接入地址是否经过代理或网关改写"],
  key_unknown: ["应答用了不认识的微信支付公钥签名", "在商户平台“API安全”核对微信支付公钥 ID 与公钥，填入账号设置"],
  clock_skew: ["应答的时间与本机相差 5 分钟以上", "打开系统的自动校时（NTP）"],
  signature_wrong: ["应答的签名不符，不予采信", "核对账号设置里的微信支付公钥；检查网络中间有没有改写应答的设备"],
};

/** Why an answer is not to be believed; undefined: it is WeChat Pay's own. */
async function signatureFault(
  platform: Platform,
  account: WechatAccount,
  { headers }: Response,
  text: string,
): Promise<Fault | undefined> {
  const serial = headers.get("wechatpay-serial");
  if (!serial) return "unsigned";
  const key = await platformKeyFor(platform, account, serial);
  if (!key) return "key_unknown";
  const fault = verifyPayAnswer(key, Object.fromEntries(headers), text, Math.floor(Date.now() / 1000));
  return fault === "probe" ? "signature_wrong" : fault;
}

function parse(text: string): { code?: string; message?: string; detail?: object } | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Paths carry numbers; refusals are added up by what was asked. */
function generalised(refusal: PayRefusal): PayRefusal {
  const path = refusal.path.replace(/[0-9a-f]{32}|\d{20,}/g, "…");
  const { code, errcode, cause, remedy, retry, uncertain } = refusal;
  const message = refusal.message.slice(refusal.message.indexOf(": ") + 2);
  return new PayRefusal({ path, code, errcode, message, cause, remedy, retry, uncertain });
}
