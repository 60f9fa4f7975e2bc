import { createPrivateKey, createPublicKey, randomInt, X509Certificate } from "node:crypto";
import { type FieldProblem, invalid } from "../../../kernel/errors.ts";
import type { AccountSecrets, WechatPlatform } from "./account.ts";

/** What is entered of an account, as far as it is checked before anything is asked of the platform. */
export interface AccountEntry {
  readonly platform: WechatPlatform;
  readonly accountId: string;
  readonly agentId: string;
  readonly purpose: "app" | "contact_sync";
  readonly baseUrl?: string;
  readonly authorizeUrl?: string | null;
  readonly scanUrl?: string | null;
  readonly secrets: Partial<AccountSecrets>;
}

interface Form {
  readonly pattern: RegExp;
  readonly message: string;
}

const weixinAppId: Form = { pattern: /^wx[0-9a-zA-Z]{16}$/, message: "AppID 是 wx 开头的 18 位字母和数字" };
const appSecret: Form = { pattern: /^[0-9a-zA-Z]{32}$/, message: "AppSecret 是 32 位字母和数字" };

const accountIds: Readonly<Record<WechatPlatform, Form>> = {
  wecom: {
    pattern: /^w[wx][0-9a-zA-Z]{16}$/,
    message: "企业 ID 是 ww 开头的 18 位字母和数字，在“我的企业 > 企业信息”最下方",
  },
  official_account: weixinAppId,
  mini_program: weixinAppId,
  wechat_shop: weixinAppId,
  video_channel: weixinAppId,
  wechat_pay: { pattern: /^\d{8,10}$/, message: "商户号是 8 到 10 位数字" },
};

const secretForms: Readonly<Record<WechatPlatform, Form>> = {
  wecom: { pattern: /^[0-9a-zA-Z_-]{43}$/, message: "Secret 是 43 位字母、数字、下划线或短横线" },
  official_account: appSecret,
  mini_program: appSecret,
  wechat_shop: appSecret,
  video_channel: appSecret,
  wechat_pay: { pattern: /^[0-9a-zA-Z]{32}$/, message: "APIv3 密钥是 32 位字母和数字" },
};

/**
 * Whether what was entered can be right, before the platform is asked.
 * @throws Refusal `invalid_input` naming every field that cannot
 */
export function checkEntry(entry: AccountEntry): void {
  const problems = [
    ...formProblem("accountId", entry.accountId, accountIds[entry.platform]),
    ...agentProblem(entry),
    ...(["baseUrl", "authorizeUrl", "scanUrl"] as const).flatMap((field) => addressProblem(field, entry[field])),
    ...secretProblems(entry),
  ];
  if (problems.length > 0) throw invalid(problems);
}

function agentProblem({ platform, purpose, agentId }: AccountEntry): FieldProblem[] {
  if (platform !== "wecom") return agentId === "" ? [] : [{ path: "agentId", message: "只有企业微信应用有 AgentId" }];
  if (purpose === "contact_sync") return [];
  return formProblem("agentId", agentId, {
    pattern: /^\d{1,10}$/,
    message: "AgentId 是数字，在应用详情页最上方",
  });
}

function secretProblems({ platform, secrets }: AccountEntry): FieldProblem[] {
  const { secret, callbackToken, callbackAesKey, merchantKey, merchantSerial, platformKey } = secrets;
  const { platformSerial, merchantCertificate } = secrets;
  return [
    ...(secret === undefined ? [] : formProblem("secrets.secret", secret, secretForms[platform])),
    ...(callbackToken === undefined
      ? []
      : formProblem("secrets.callbackToken", callbackToken, {
          pattern: /^[0-9a-zA-Z]{3,32}$/,
          message: "Token 是 3 到 32 位字母和数字",
        })),
    ...(callbackAesKey === undefined
      ? []
      : formProblem("secrets.callbackAesKey", callbackAesKey, {
          pattern: /^[0-9a-zA-Z]{43}$/,
          message: `EncodingAESKey 是 43 位字母和数字，现在是 ${callbackAesKey.length} 位`,
        })),
    ...keyProblem(
      "secrets.merchantKey",
      merchantKey,
      createPrivateKey,
      "不是有效的商户私钥：粘贴 apiclient_key.pem 的全部内容",
    ),
    ...keyProblem(
      "secrets.platformKey",
      platformKey,
      createPublicKey,
      "不是有效的微信支付公钥：粘贴 pub_key.pem 的全部内容",
    ),
    ...(merchantSerial === undefined
      ? []
      : formProblem("secrets.merchantSerial", merchantSerial, {
          pattern: /^[0-9A-Fa-f]{40}$/,
          message: "商户证书序列号是 40 位十六进制数",
        })),
    ...keyProblem(
      "secrets.merchantCertificate",
      merchantCertificate,
      (pem) => new X509Certificate(pem),
      "不是有效的商户证书：粘贴 apiclient_cert.pem 的全部内容",
    ),
    ...(platformSerial === undefined
      ? []
      : formProblem("secrets.platformSerial", platformSerial, {
          pattern: /^(PUB_KEY_ID_[0-9A-Z]{1,50}|[0-9A-Fa-f]{40})$/,
          message: "微信支付公钥 ID 以 PUB_KEY_ID_ 开头",
        })),
  ];
}

function keyProblem(path: string, pem: string | undefined, read: (pem: string) => unknown, message: string) {
  if (pem === undefined) return [];
  try {
    read(pem);
    return [];
  } catch {
    return [{ path, message }];
  }
}

function formProblem(path: string, value: string, { pattern, message }: Form): FieldProblem[] {
  return pattern.test(value) ? [] : [{ path, message }];
}

/** Plain http only where nobody can listen on the way: this machine and private networks. */
function addressProblem(path: string, value: string | null | undefined): FieldProblem[] {
  if (value === undefined || value === null) return [];
  if (!URL.canParse(value)) return [{ path, message: "填写完整地址，例如 https://qyapi.weixin.qq.com" }];
  const url = new URL(value);
  if (url.username || url.password || url.search || url.hash) return [{ path, message: "地址里不能带账号、参数或 #" }];
  if (url.protocol === "https:" || (url.protocol === "http:" && isPrivateHost(url.hostname))) return [];
  return [{ path, message: "密钥会经过这个地址，必须以 https:// 开头（本机和内网地址可以用 http://）" }];
}

/** Names and addresses that the internet cannot reach. */
export function isPrivateHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (name === "localhost" || name.endsWith(".localhost") || name.endsWith(".local") || name.endsWith(".internal"))
    return true;
  if (name.includes(":"))
    return name === "::1" || /^(fc|fd|fe80)/.test(name) || isPrivateHost(name.replace("::ffff:", "v4."));
  const [a = -1, b = -1] = name.replace(/^v4\./, "").split(".").map(Number);
  return (
    a === 10 ||
    a === 127 ||
    a === 0 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254)
  );
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const letters = (count: number) => Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");

/** A Token and an EncodingAESKey for a callback address, to be copied into the platform's back office. */
export function newCallbackKeys(): { callbackToken: string; callbackAesKey: string } {
  // Base64 of 32 bytes is 43 digits and "=": the last digit carries only four bits.
  return { callbackToken: letters(32), callbackAesKey: letters(42) + "AEIMQUYcgkosw048"[randomInt(16)] };
}
