import { type IdentifierKind, identifierKinds, maskIdentifier, maskPhone } from "../../customers/index.ts";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import {
  type Envelope,
  type EnvelopeIdentifier,
  isSensitive,
  openIdentifier,
  packEnvelope,
} from "../ingestion/envelope.ts";

const isIdentifierKind = (kind: string): kind is IdentifierKind => Object.hasOwn(identifierKinds, kind);

function masked(identifier: EnvelopeIdentifier, cipher: Cipher): string {
  const value = openIdentifier(identifier, cipher);
  return isIdentifierKind(identifier.kind) ? maskIdentifier(identifier.kind, value) : maskPhone(value);
}

/** The packed event as a reviewer sees it: sensitive identifiers masked. */
export function maskEvent(packed: string, cipher: Cipher): Envelope {
  const event = JSON.parse(packed) as Envelope;
  return {
    ...event,
    identifiers: event.identifiers.map((identifier) => {
      const { sealed, ...shown } = identifier;
      return sealed === undefined ? shown : { ...shown, value: masked(identifier, cipher) };
    }),
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
        masked(candidate, cipher) === identifier.value &&
        // The kind itself may be what was mended.
        (candidate.kind === identifier.kind || !isIdentifierKind(candidate.kind)),
    );
    return stored ? { ...identifier, value: openIdentifier(stored, cipher) } : identifier;
  };
  return packEnvelope({ ...mended, identifiers: mended.identifiers.map(restore) }, cipher);
}
