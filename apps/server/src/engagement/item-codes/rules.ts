import { timingSafeEqual } from "node:crypto";
import type { Cipher } from "../../kernel/crypto/cipher.ts";

/** Crockford's base 32: nothing that is misread on a bottle. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** 20 bits of batch and 20 of serial say which piece; 60 bits of signature keep anybody from making one up. */
const numberBits = 20n;
const payloadLength = 8;
const signatureLength = 12;
export const largestBatch = 1_000_000;

function encode(value: bigint, length: number): string {
  let text = "";
  for (let rest = value, left = length; left > 0; left--, rest >>= 5n) text = alphabet[Number(rest & 31n)] + text;
  return text;
}

function decode(text: string): bigint | null {
  let value = 0n;
  for (const sign of text) {
    const digit = alphabet.indexOf(sign);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  return value;
}

function signatureOf(cipher: Cipher, payload: string): string {
  return encode(cipher.blindIndex("item_code", payload).readBigUInt64BE() >> 4n, signatureLength);
}

/** The code of one piece of a generated batch: 20 signs, made again from batch and serial at any time. @param serial from 1 */
export function itemCode(cipher: Cipher, batchNo: number, serial: number): string {
  const payload = encode((BigInt(batchNo) << numberBits) | BigInt(serial), payloadLength);
  return payload + signatureOf(cipher, payload);
}

/** Which piece a code names; null unless we made it. */
export function readItemCode(
  cipher: Cipher,
  text: string,
): { readonly batchNo: number; readonly serial: number } | null {
  const code = normaliseCode(text).replace(/o/g, "0").replace(/[il]/g, "1");
  if (code.length !== payloadLength + signatureLength) return null;
  const payload = code.slice(0, payloadLength);
  const value = decode(payload);
  const said = Buffer.from(code.slice(payloadLength));
  const right = Buffer.from(signatureOf(cipher, payload));
  if (value === null || said.length !== right.length || !timingSafeEqual(said, right)) return null;
  return { batchNo: Number(value >> numberBits), serial: Number(value & ((1n << numberBits) - 1n)) };
}

/** Without the spaces and dashes that people type, in small letters. */
export function normaliseCode(text: string): string {
  return text.normalize("NFKC").replace(/[\s-]/g, "").toLowerCase();
}

/** What an imported code is known by. */
export function importedHash(cipher: Cipher, text: string): string {
  return cipher.blindIndex("item_code_imported", normaliseCode(text)).toString("hex");
}

export interface ScanLimits {
  /** So many different people may scan one piece before it looks copied. */
  readonly people: number;
  /** So many scans of one piece in a day. */
  readonly perDay: number;
}

export type ScanVerdict = "first" | "repeat" | "suspicious";

/**
 * What a scan of one piece is.
 *
 * @param seen scans before this one; people including the one who scans now; scans of the last 24 hours including this one
 */
export function judgeScan(
  seen: { readonly before: number; readonly people: number; readonly lastDay: number },
  limits: ScanLimits,
): ScanVerdict {
  if (seen.before === 0) return "first";
  return seen.people > limits.people || seen.lastDay > limits.perDay ? "suspicious" : "repeat";
}
