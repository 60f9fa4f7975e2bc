import { createHmac, randomBytes } from "node:crypto";

/** `fls_` and 43 characters: what deliveries are signed with. */
export function newSecret(): string {
  return `fls_${randomBytes(32).toString("base64url")}`;
}

/**
 * `v1=<hex>`, one for each secret, separated by commas: HMAC-SHA256 over `timestamp.body`. The receiver takes the delivery if one of
 * them is its own and the timestamp (seconds) is recent.
 */
export function signatureOf(secrets: readonly string[], timestamp: number, body: string): string {
  return secrets
    .map((secret) => `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`)
    .join(",");
}
