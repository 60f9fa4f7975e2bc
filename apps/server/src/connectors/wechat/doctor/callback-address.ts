import { lookup } from "node:dns/promises";
import { sealPlaintext, signCallback } from "@feilun/wechat-protocol";
import { publicAddress } from "../../../kernel/public-address.ts";
import { platformNames, type WechatAccount } from "../accounts/account.ts";
import { isPrivateHost } from "../accounts/rules.ts";
import { callbackPath } from "../accounts/schemas.ts";
import type { ExaminationTarget, Finding } from "./finding.ts";

const check = "callback_address";
const name = "回调地址";
const TIMEOUT_MS = 8_000;

/**
 * Whether the callback address leads from outside to this account: asked as the platform asks when the address is saved. From here only the way
 * through the public name can be tried; a network that does not lead back to itself is told as what it is.
 */
export async function callbackAddressFinding({ platform, account }: ExaminationTarget): Promise<Finding> {
  const base = await publicAddress(platform.db);
  if (!base)
    return {
      check,
      name,
      state: "failed",
      detail: "还没有填写本系统的外网地址",
      cause: "平台从互联网访问回调地址，要知道本系统的域名",
      remedy: "填写外网地址，例如 https://crm.example.com；域名要已备案、主体与企业相同或关联",
      field: "publicAddress",
    };
  const url = `${base}${callbackPath(account.id)}`;
  const outside = await reachableFromOutside(new URL(base), account);
  return outside ?? (await asked(url, account));
}

/** An address in a private network serves only a platform in the same network. */
async function reachableFromOutside(base: URL, account: WechatAccount): Promise<Finding | undefined> {
  if (isPrivateHost(new URL(account.baseUrl).hostname)) return undefined;
  let addresses: readonly string[];
  try {
    addresses = (await lookup(base.hostname, { all: true })).map(({ address }) => address);
  } catch {
    return failed(base.origin, "外网地址的域名解析不了", "检查域名的解析记录，以及地址有没有拼错");
  }
  if (addresses.every(isPrivateHost))
    return failed(
      base.origin,
      `外网地址指向内网（${addresses.join("、")}）`,
      "互联网上的平台到不了内网：用公网域名，或经反向代理、内网穿透对外开放",
    );
  return undefined;
}

async function asked(url: string, account: WechatAccount): Promise<Finding> {
  const echo = "feilun";
  let query: Readonly<Record<string, string>>;
  try {
    query = addressCheck(account, echo);
  } catch {
    return { check, name, state: "skipped", detail: "先解决回调密钥的问题" };
  }
  try {
    const response = await fetch(`${url}?${new URLSearchParams(query)}`, {
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 200 && (await response.text()) === echo)
      return { check, name, state: "ok", detail: `${url} 通过了与${platformNames[account.platform]}相同的验证` };
    return failed(
      url,
      `外网地址应答了 HTTP ${response.status}，没有到达本系统的这个账号`,
      "检查反向代理：/api 路径要原样转给本系统（不要去掉路径、不要跳转、不要加登录）",
    );
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
    return {
      ...failed(
        url,
        `从本机访问外网地址没有成功（${code}）`,
        "检查域名解析、证书、端口与防火墙；有些网络从内部访问不了自己的外网地址，那就用手机流量打开试试",
      ),
      state: notOurWay.has(code) ? "warning" : "failed",
    };
  }
}

/** No way back from inside the network to its own public address is common, and says nothing about the way from outside. */
const notOurWay: ReadonlySet<string> = new Set([
  "TimeoutError",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** The query by which a platform checks an address: WeCom encrypts the echo, the others only sign (wechat-api.md §1.2). */
function addressCheck({ platform, accountId, secrets }: WechatAccount, echo: string): Readonly<Record<string, string>> {
  const token = secrets.callbackToken ?? "";
  const at = { timestamp: String(Math.floor(Date.now() / 1000)), nonce: "doctor" };
  if (platform !== "wecom") return { ...at, signature: signCallback(token, at.timestamp, at.nonce, ""), echostr: echo };
  const keys = { token, encodingAesKey: secrets.callbackAesKey ?? "", receiverId: accountId };
  const { query, ciphertext } = sealPlaintext(keys, echo, at);
  return { ...query, echostr: ciphertext };
}

function failed(detail: string, cause: string, remedy: string): Finding {
  return { check, name, state: "failed", detail, cause, remedy, field: "publicAddress" };
}
