import { createPrivateKey, X509Certificate } from "node:crypto";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import {
  addressFinding,
  callbackPath,
  clockFinding,
  type ExaminationOptions,
  type Examiner,
  type Finding,
  isPrivateHost,
  officialBaseUrls,
  probe,
  type WechatAccount,
} from "../wechat/index.ts";
import { listMerchants } from "./merchants.ts";
import { callPay } from "./pay-api.ts";
import { PayRefusal } from "./pay-refusal.ts";

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;
const whereKeys = "在商户平台“账户中心 > API安全”中取得，填入账号设置";

/** Pay: address, clock, keys and certificate, a signed question, the address of notices, whose sales it takes the money of. */
export const payExaminer: Examiner = {
  platforms: ["wechat_pay"],
  async examine(platform, account, options) {
    const seen = await probe<object>(account, "/v3/certificates", {}, options);
    // Unsigned, the platform refuses with 401: that it answers is what is looked for.
    const isReached = seen.kind === "status" && seen.status === 401;
    const isOfficial = account.baseUrl === officialBaseUrls.wechat_pay;
    const keys = keyFinding(account);
    return [
      addressFinding(account.baseUrl, isOfficial, isReached ? { kind: "answer", body: {}, date: seen.date } : seen),
      ...(seen.kind === "unreached" ? [] : [clockFinding(seen.date, options.now())]),
      keys,
      certificateFinding(account, options.now()),
      isReached && keys.state === "ok"
        ? await signatureFinding(platform, account, options)
        : {
            check: "pay_signature",
            name: "签名与验签",
            state: "skipped" as const,
            detail: "先解决接入地址与密钥的问题",
          },
      await notifyFinding(platform, account),
      await unitFinding(platform, account),
    ];
  },
};

/** Whether the keys are there, and belong together. */
function keyFinding({ secrets }: WechatAccount): Finding {
  const found = { check: "merchant_keys", name: "微信支付密钥" };
  const { secret, merchantKey, merchantSerial, merchantCertificate, platformKey, platformSerial } = secrets;
  const missing = [
    ...(merchantSerial ? [] : ["商户证书序列号"]),
    ...(merchantKey ? [] : ["商户私钥"]),
    // On platform certificates, they are fetched.
    ...(platformKey && !platformSerial ? ["微信支付公钥 ID"] : []),
    ...(platformSerial && !platformKey ? ["微信支付公钥"] : []),
  ];
  const failed = (detail: string, cause: string, field: Finding["field"]): Finding => ({
    ...found,
    state: "failed",
    detail,
    cause,
    remedy: whereKeys,
    ...(field && { field }),
  });
  if (missing.length > 0 || !merchantKey)
    return failed(`缺少${missing.join("、")}`, "没有这些密钥不能下单、退款，也不能验证支付通知", "secrets.merchantKey");
  if (Buffer.byteLength(secret) !== 32)
    return failed("APIv3 密钥不是 32 位", "支付通知用它加密，长度不对就解不开", "secrets.secret");
  if (merchantCertificate) {
    const certificate = new X509Certificate(merchantCertificate);
    if (!certificate.checkPrivateKey(createPrivateKey(merchantKey)))
      return failed("商户私钥与商户证书不是一对", "用它签的名微信支付不认", "secrets.merchantKey");
    if (certificate.serialNumber.toUpperCase() !== merchantSerial?.toUpperCase())
      return failed(
        `证书的序列号是 ${certificate.serialNumber}，与填写的不同`,
        "序列号不对应，签名会被拒绝",
        "secrets.merchantSerial",
      );
  }
  return { ...found, state: "ok", detail: "签名与验签需要的密钥都已填写" };
}

function certificateFinding({ secrets: { merchantCertificate } }: WechatAccount, nowMs: number): Finding {
  const found = { check: "merchant_certificate", name: "商户证书有效期" };
  if (!merchantCertificate)
    return { ...found, state: "skipped", detail: "填写商户证书（apiclient_cert.pem）后，到期前 30 天会在这里提醒" };
  const until = new Date(new X509Certificate(merchantCertificate).validTo);
  const days = Math.floor((until.getTime() - nowMs) / DAY_MS);
  const day = until.toISOString().slice(0, 10);
  if (days >= SOON_DAYS) return { ...found, state: "ok", detail: `有效至 ${day}` };
  return {
    ...found,
    state: days < 0 ? "failed" : "warning",
    detail: days < 0 ? `${day} 已过期` : `${day} 到期，还有 ${days} 天`,
    cause: "证书过期后不能下单和退款",
    remedy: "在商户平台“API安全 > 商户API证书”更换证书，把新的私钥、证书和序列号填入账号设置",
    field: "secrets.merchantCertificate",
  };
}

/** Asks for an order that cannot exist: "no such order", signed with the known key, means that both directions hold. */
async function signatureFinding(
  platform: Platform,
  account: WechatAccount,
  { signal }: ExaminationOptions,
): Promise<Finding> {
  const found = { check: "pay_signature", name: "签名与验签" };
  const fields: Readonly<Record<string, Finding["field"]>> = {
    SIGN_ERROR: "secrets.merchantKey",
    MCH_NOT_EXISTS: "accountId",
  };
  try {
    const path = "/v3/pay/transactions/out-trade-no/feilun-doctor-no-such-order";
    await callPay(platform, account, { method: "GET", path, query: { mchid: account.accountId }, signal });
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error;
    if (error.code === "ORDER_NOT_EXIST")
      return { ...found, state: "ok", detail: "微信支付认得本系统的签名，本系统认得微信支付的签名" };
    const field = error.code === "" ? "secrets.platformKey" : fields[error.code];
    return {
      ...found,
      state: "failed",
      detail: error.message,
      cause: error.cause,
      remedy: error.remedy,
      ...(error.errcode && { errcode: error.errcode }),
      ...(field && { field }),
    };
  }
  return {
    ...found,
    state: "warning",
    detail: "微信支付的应答出乎意料",
    cause: "它知道一笔不该有的订单",
    remedy: "稍后再检查",
  };
}

async function notifyFinding({ db }: Platform, account: WechatAccount): Promise<Finding> {
  const found = { check: "notify_address", name: "支付通知地址" };
  const base = await publicAddress(db);
  const failed = (detail: string, cause: string, remedy: string): Finding => ({
    ...found,
    state: "failed",
    detail,
    cause,
    remedy,
    field: "publicAddress",
  });
  if (!base)
    return failed(
      "还没有填写本系统的外网地址",
      "没有它不能下单：微信支付要知道把结果通知到哪里",
      "填写外网地址，例如 https://crm.example.com",
    );
  const url = `${base}${callbackPath(account.id)}`;
  if (base.startsWith("https://") || isPrivateHost(new URL(account.baseUrl).hostname))
    return { ...found, state: "ok", detail: url };
  return failed(url, "微信支付只通知 https 地址", "给外网地址配上证书，改为 https:// 开头");
}

async function unitFinding({ db }: Platform, account: WechatAccount): Promise<Finding> {
  const found = { check: "merchant_unit", name: "收款门店" };
  const unit = (await listMerchants(db)).find(({ accountId }) => accountId === account.id)?.unitName;
  if (unit) return { ...found, state: "ok", detail: `为「${unit}」下的门店收款` };
  return {
    ...found,
    state: "warning",
    detail: "还没有指定为哪些门店收款",
    cause: "没有指定的商户不会用来收款",
    remedy: "在这一页的“收款门店”里选择组织",
    field: "merchantUnit",
  };
}
