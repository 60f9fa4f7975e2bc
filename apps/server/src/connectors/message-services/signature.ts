import { createHmac, timingSafeEqual } from "node:crypto";

/** A signed request is believed for so long, in either direction of the clocks. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

export interface Signed {
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly nonce: string;
  /** Hex of HMAC-SHA256 over `timestamp\nnonce\nMETHOD path\nbody`. */
  readonly signature: string;
}

export function sign(
  secret: string,
  { timestamp, nonce }: Omit<Signed, "signature">,
  request: { readonly method: string; readonly path: string; readonly body: string },
): string {
  return createHmac("sha256", secret)
    .update(`${timestamp}\n${nonce}\n${request.method} ${request.path}\n${request.body}`)
    .digest("hex");
}

/** Why a signed request is not believed, in Chinese; null if it is. */
export function refuseSignature(
  secret: string,
  signed: Signed,
  request: { readonly method: string; readonly path: string; readonly body: string },
  now: Date,
): string | null {
  const seconds = Number(signed.timestamp);
  if (!/^\d{1,12}$/.test(signed.timestamp) || Math.abs(now.getTime() - seconds * 1_000) > CLOCK_TOLERANCE_MS)
    return "时间戳与飞轮相差超过 5 分钟，请校对服务器时间";
  const expected = Buffer.from(sign(secret, signed, request), "hex");
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signed.signature) ? signed.signature : "", "hex");
  return given.length === expected.length && timingSafeEqual(given, expected) ? null : "签名不对，请核对密钥和签名串";
}
