import { createHash, randomBytes } from "node:crypto";

/** A clock this near ours is right: the way here takes time too. */
const nearMs = 2_000;
/** From which difference on a clock should be set. */
export const skewWarningMs = 120_000;
/** Events older than this are not taken: what a store kept while offline is of this month. */
export const oldestDays = 31;
/** An event that came this long after it happened was kept meanwhile. */
export const lateMs = 600_000;
export const mostEvents = 500;

/** Our clock minus the device's; 0 when they agree. */
export function skewOf(sentAt: Date, receivedAt: Date): number {
  const skew = receivedAt.getTime() - sentAt.getTime();
  return Math.abs(skew) <= nearMs ? 0 : skew;
}

/**
 * When an event happened, by our clock: what the device says, set right by the difference that its clock had when it sent. A device without
 * the right time tells the right moments, as long as its clock only ran on meanwhile.
 *
 * @returns null when the device says that it happened after it was sent
 */
export function momentOf(occurredAt: Date, sentAt: Date, receivedAt: Date): Date | null {
  if (occurredAt.getTime() > sentAt.getTime() + nearMs) return null;
  const at = occurredAt.getTime() + skewOf(sentAt, receivedAt);
  return new Date(Math.min(at, receivedAt.getTime()));
}

/** A token for the screen: 120 bits, in letters that a mini program's scene takes. */
export const newPairingToken = (): string => randomBytes(15).toString("base64url");
export const pairingTokenShape = /^[A-Za-z0-9_-]{20}$/;
export const pairingHash = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Days after a try within which buying the goods counts. */
export const boughtDays = 14;
