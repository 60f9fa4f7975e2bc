import type { Cipher } from "../../kernel/crypto/cipher.ts";
import {
  type Envelope,
  type EnvelopeIdentifier,
  isSensitive,
  openIdentifier,
  packEnvelope,
} from "../ingestion/envelope.ts";

/** Enough to recognise a value, not enough to use it: `138****8001`. */
export function maskValue(value: string): string {
  return value.length <= 4
    ? "****"
    : `${value.slice(0, Math.min(3, value.length - 4))}****${value.slice(-Math.min(4, value.length >> 2))}`;
}

/** The packed event as a reviewer sees it: sensitive identifiers masked. */
export function maskEvent(packed: string, cipher: Cipher): Envelope {
  const event = JSON.parse(packed) as Envelope;
  return {
    ...event,
    identifiers: event.identifiers.map(({ sealed, ...identifier }) =>
      sealed === undefined ? identifier : { ...identifier, value: maskValue(cipher.open(sealed)) },
    ),
  };
}

/**
 * Packs a mended event. A sensitive identifier that still shows the mask of a stored one keeps the stored value: the reviewer mends
 * a property without ever seeing the phone number.
 */
export function packMended(mended: Envelope, packedBefore: string, cipher: Cipher): string {
  const before = JSON.parse(packedBefore) as Envelope;
  const hidden = before.identifiers.filter((identifier) => identifier.sealed !== undefined);
  const restore = (identifier: EnvelopeIdentifier): EnvelopeIdentifier => {
    if (!isSensitive(identifier.kind)) return identifier;
    const stored = hidden.find(
      (candidate) =>
        candidate.kind === identifier.kind && maskValue(openIdentifier(candidate, cipher)) === identifier.value,
    );
    return stored ? { ...identifier, value: openIdentifier(stored, cipher) } : identifier;
  };
  return packEnvelope({ ...mended, identifiers: mended.identifiers.map(restore) }, cipher);
}
