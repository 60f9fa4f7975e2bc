import {
  constants,
  createPublicKey,
  createSign,
  createVerify,
  type KeyLike,
  privateDecrypt,
  publicEncrypt,
} from "node:crypto";

/** The scheme of every ordinary merchant call and answer: wechat-api.md §4.1. */
export const PAY_SCHEME = "WECHATPAY2-SHA256-RSA2048";
/** The scheme of brand-direct calls (`/brand/…`), whose merchant item is `brand_id`. */
export const PAY_BRAND_SCHEME = "WECHATPAY-BRAND-SHA256-RSA2048";
/** Seconds that a request's or a callback's clock may be off. */
export const PAY_CLOCK_SKEW_SECONDS = 300;
/** WeChat sends callbacks with such signatures to see that they are refused: wechat-api.md §4.2. */
export const PAY_SIGNATURE_PROBE = "WECHATPAY/SIGNTEST/";

/** Who signs: the merchant's number, the serial of its certificate, its API private key. */
export interface PayMerchantKey {
  readonly mchid: string;
  readonly serialNo: string;
  /** PEM or a key object. */
  readonly privateKey: KeyLike;
}

/** What a request's signature covers. `path` is the path with the query exactly as sent, `body` the exact bytes or "". */
export interface PayRequestParts {
  readonly method: string;
  readonly path: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly nonce: string;
  readonly body: string;
}

/** The items of an Authorization header. */
export interface PayAuthorization {
  readonly mchid: string;
  readonly serialNo: string;
  readonly nonce: string;
  readonly timestamp: number;
  readonly signature: string;
}

/** The value of `Authorization` for a merchant's call. */
export function signPayRequest(key: PayMerchantKey, parts: PayRequestParts): string {
  const signature = sign(key.privateKey, requestText(parts));
  return `${PAY_SCHEME} mchid="${key.mchid}",nonce_str="${parts.nonce}",timestamp="${parts.timestamp}",serial_no="${key.serialNo}",signature="${signature}"`;
}

/** Takes an Authorization header apart, its items in any order; undefined for another scheme or a missing item. */
export function readPayAuthorization(header: string | undefined): PayAuthorization | undefined {
  const [scheme, rest] = splitOnce(header ?? "", " ");
  if (scheme !== PAY_SCHEME) return undefined;
  const items = new Map([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));
  const [mchid, serialNo, nonce, timestamp, signature] = [
    "mchid",
    "serial_no",
    "nonce_str",
    "timestamp",
    "signature",
  ].map((name) => items.get(name));
  if (!mchid || !serialNo || !nonce || !signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return undefined;
  return { mchid, serialNo, nonce, timestamp: Number(timestamp), signature };
}

/** Why a signature was refused. */
export type PaySignatureFault = "clock_skew" | "probe" | "signature_wrong";

/** The platform's side: checks a merchant's call. `now` in unix seconds; undefined when it holds. */
export function verifyPayRequest(
  publicKey: KeyLike,
  authorization: PayAuthorization,
  request: Pick<PayRequestParts, "method" | "path" | "body">,
  now: number,
): PaySignatureFault | undefined {
  const { nonce, timestamp, signature } = authorization;
  if (Math.abs(now - timestamp) > PAY_CLOCK_SKEW_SECONDS) return "clock_skew";
  return verified(publicKey, requestText({ ...request, nonce, timestamp }), signature) ? undefined : "signature_wrong";
}

/** The `Wechatpay-*` headers of an answer or a callback; names in lower case. */
export interface PayAnswerHeaders {
  readonly "wechatpay-timestamp": string;
  readonly "wechatpay-nonce": string;
  readonly "wechatpay-signature": string;
  /** `PUB_KEY_ID_…` for the platform's public key, else a platform certificate's serial. */
  readonly "wechatpay-serial": string;
  readonly "wechatpay-signature-type": typeof PAY_SCHEME;
}

/** The platform's side: signs an answer or a callback. */
export function signPayAnswer(
  platform: { readonly serial: string; readonly privateKey: KeyLike },
  parts: { readonly timestamp: number; readonly nonce: string; readonly body: string },
): PayAnswerHeaders {
  return {
    "wechatpay-timestamp": String(parts.timestamp),
    "wechatpay-nonce": parts.nonce,
    "wechatpay-signature": sign(platform.privateKey, answerText(String(parts.timestamp), parts.nonce, parts.body)),
    "wechatpay-serial": platform.serial,
    "wechatpay-signature-type": PAY_SCHEME,
  };
}

/** The merchant's side: checks an answer or a callback. `now` in unix seconds; undefined when it holds. */
export function verifyPayAnswer(
  publicKey: KeyLike,
  headers: { readonly [name: string]: string | string[] | undefined },
  body: string,
  now: number,
): PaySignatureFault | undefined {
  const [timestamp, nonce, signature] = ["timestamp", "nonce", "signature"].map((name) => headers[`wechatpay-${name}`]);
  if (typeof timestamp !== "string" || typeof nonce !== "string" || typeof signature !== "string")
    return "signature_wrong";
  if (signature.startsWith(PAY_SIGNATURE_PROBE)) return "probe";
  if (!/^\d{1,12}$/.test(timestamp)) return "signature_wrong";
  if (Math.abs(now - Number(timestamp)) > PAY_CLOCK_SKEW_SECONDS) return "clock_skew";
  return verified(publicKey, answerText(timestamp, nonce, body), signature) ? undefined : "signature_wrong";
}

/** What `wx.requestPayment` and JSAPI take to open the cashier; a mini program leaves `appId` out. */
export interface PayCashierParams {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: "RSA";
  readonly paySign: string;
}

/** Signs the opening of the cashier for JSAPI and mini programs: wechat-api.md §4.1. */
export function signPayCashier(
  privateKey: KeyLike,
  of: { readonly appId: string; readonly timestamp: number; readonly nonce: string; readonly prepayId: string },
): PayCashierParams {
  const timeStamp = String(of.timestamp);
  const pack = `prepay_id=${of.prepayId}`;
  const paySign = sign(privateKey, cashierText(of.appId, timeStamp, of.nonce, pack));
  return { appId: of.appId, timeStamp, nonceStr: of.nonce, package: pack, signType: "RSA", paySign };
}

/** The cashier's side: whether the merchant signed these values. */
export function verifyPayCashier(publicKey: KeyLike, params: PayCashierParams): boolean {
  const { appId, timeStamp, nonceStr, package: pack, paySign } = params;
  return verified(publicKey, cashierText(appId, timeStamp, nonceStr, pack), paySign);
}

/** Encrypts a name, phone or id number for the platform: RSA-OAEP with SHA-1 (wechat-api.md §4.2), base64. */
export function sealPaySecret(platformPublicKey: KeyLike, plaintext: string): string {
  return publicEncrypt({ key: toPublicKey(platformPublicKey), ...OAEP }, Buffer.from(plaintext)).toString("base64");
}

/** The opposite of {@link sealPaySecret}. @throws {Error} for another key or a damaged text. */
export function openPaySecret(privateKey: KeyLike, sealed: string): string {
  const key = typeof privateKey === "string" || Buffer.isBuffer(privateKey) ? { key: privateKey } : { key: privateKey };
  return privateDecrypt({ ...key, ...OAEP }, Buffer.from(sealed, "base64")).toString("utf8");
}

const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" } as const;

function requestText({ method, path, timestamp, nonce, body }: PayRequestParts): string {
  return `${method.toUpperCase()}\n${path}\n${timestamp}\n${nonce}\n${body}\n`;
}

function answerText(timestamp: string, nonce: string, body: string): string {
  return `${timestamp}\n${nonce}\n${body}\n`;
}

function cashierText(appId: string, timeStamp: string, nonce: string, pack: string): string {
  return `${appId}\n${timeStamp}\n${nonce}\n${pack}\n`;
}

function sign(privateKey: KeyLike, message: string): string {
  return createSign("RSA-SHA256").update(message).sign(privateKey, "base64");
}

function verified(publicKey: KeyLike, message: string, signature: string): boolean {
  return createVerify("RSA-SHA256").update(message).verify(publicKey, signature, "base64");
}

function toPublicKey(key: KeyLike) {
  return typeof key === "string" || Buffer.isBuffer(key) ? createPublicKey(key) : key;
}

function splitOnce(value: string, separator: string): [string, string] {
  const at = value.indexOf(separator);
  return at < 0 ? [value, ""] : [value.slice(0, at), value.slice(at + 1)];
}
