import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/**
 * Personal data at rest: AES-256-GCM under a ring of keys, and a keyed blind index for exact look-up.
 * The first key encrypts; the others still decrypt, until a rotation job has rewritten what they hold.
 */
export interface Cipher {
  /** `keyId.base64(iv | tag | ciphertext)`. */
  seal(plain: string): string;
  /** @throws when the key is not in the ring or the text was tampered with. */
  open(sealed: string): string;
  /** 16 bytes; equal for equal text of one kind, and of no use without the index key. */
  blindIndex(kind: string, plain: string): Buffer;
  /** Id of the key that encrypts now; a sealed text that begins otherwise is due for rotation. */
  readonly currentKeyId: string;
}

export interface KeyRing {
  readonly keys: readonly { readonly id: string; readonly secret: Buffer }[];
  /** Never rotated: it decides every look-up. */
  readonly indexSecret: Buffer;
}

export function createCipher(ring: KeyRing): Cipher {
  const byId = new Map(ring.keys.map((key) => [key.id, key.secret]));
  const current = ring.keys[0];
  if (!current) throw new Error("the key ring is empty");
  return {
    currentKeyId: current.id,
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.secret, iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64")}`;
    },
    open(sealed) {
      const dot = sealed.indexOf(".");
      const secret = byId.get(sealed.slice(0, dot));
      if (!secret) throw new Error(`key ${sealed.slice(0, dot)} is not in the ring`);
      const bytes = Buffer.from(sealed.slice(dot + 1), "base64");
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
    },
    blindIndex(kind, plain) {
      return createHmac("sha256", ring.indexSecret).update(`${kind}\u0000${plain}`).digest().subarray(0, 16);
    },
  };
}
