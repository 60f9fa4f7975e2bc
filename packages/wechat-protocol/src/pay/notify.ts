import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** The sealed part of a callback or of a platform certificate: wechat-api.md §4.3. */
export interface PaySealed {
  readonly algorithm: "AEAD_AES_256_GCM";
  /** Base64 of the cipher text and its 16-byte tag. */
  readonly ciphertext: string;
  readonly associated_data?: string;
  /** 12 ASCII characters. */
  readonly nonce: string;
}

/** The body of a callback. */
export interface PayNotify {
  readonly id: string;
  /** RFC 3339 with +08:00. */
  readonly create_time: string;
  readonly resource_type: "encrypt-resource";
  readonly event_type: string;
  readonly summary: string;
  readonly resource: PaySealed & { readonly original_type: string };
}

/** Why a sealed resource was not opened. */
export class PayResourceRefused extends Error {
  readonly reason: "key_malformed" | "algorithm_unknown" | "cannot_decrypt";
  constructor(reason: PayResourceRefused["reason"]) {
    super(`WeChat Pay resource refused: ${reason}`);
    this.name = "PayResourceRefused";
    this.reason = reason;
  }
}

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/**
 * Seals a text with the APIv3 key (32 bytes). `nonce` is given only by tests that compare with known values.
 * @throws {PayResourceRefused}
 */
export function sealPayResource(
  apiV3Key: string,
  plaintext: string,
  associatedData: string,
  nonce = randomBytes(NONCE_BYTES / 2).toString("hex"),
): PaySealed {
  const cipher = createCipheriv("aes-256-gcm", keyOf(apiV3Key), nonce).setAAD(Buffer.from(associatedData));
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: sealed.toString("base64"),
    associated_data: associatedData,
    nonce,
  };
}

/**
 * Opens a sealed text; a wrong key and any change are refused alike.
 * @throws {PayResourceRefused}
 */
export function openPayResource(apiV3Key: string, sealed: PaySealed): string {
  const key = keyOf(apiV3Key);
  if (sealed.algorithm !== "AEAD_AES_256_GCM") throw new PayResourceRefused("algorithm_unknown");
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  if (bytes.length < TAG_BYTES || Buffer.byteLength(sealed.nonce) !== NONCE_BYTES)
    throw new PayResourceRefused("cannot_decrypt");
  const opener = createDecipheriv("aes-256-gcm", key, sealed.nonce)
    .setAAD(Buffer.from(sealed.associated_data ?? ""))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([opener.update(bytes.subarray(0, -TAG_BYTES)), opener.final()]).toString("utf8");
  } catch {
    throw new PayResourceRefused("cannot_decrypt");
  }
}

function keyOf(apiV3Key: string): Buffer {
  const key = Buffer.from(apiV3Key, "utf8");
  if (key.length !== 32) throw new PayResourceRefused("key_malformed");
  return key;
}
