import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes as text that fits a cookie and a header. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored in place of a token. A token is random in full length, so a plain hash cannot be guessed back. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
