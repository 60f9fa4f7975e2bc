import type { IdentifierKind } from "./kinds.ts";

/** Full-width digits and letters become plain, and the white space around and inside goes. */
function compact(raw: string): string {
  return raw.normalize("NFKC").replace(/[\s\u200b-\u200f\ufeff]/g, "");
}

/**
 * A mainland mobile number as its 11 digits, any other as `+` and 8 to 15 digits (E.164); null when it is neither.
 * Takes `+86 138-0013-8001`, `008613800138001`, `１３８００１３８００１`; a landline is nobody's own and gives null.
 */
export function normalisePhone(raw: string): string | null {
  const text = compact(raw).replace(/[-().·]/g, "");
  const mainland = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(text);
  if (mainland?.[1]) return mainland[1];
  const foreign = /^(?:\+|00)([1-9]\d{7,14})$/.exec(text);
  return foreign?.[1] && !foreign[1].startsWith("86") ? `+${foreign[1]}` : null;
}

function normaliseEmail(raw: string): string | null {
  const text = compact(raw).toLowerCase();
  return /^[^@]{1,64}@[^@]{1,185}\.[^@.]{2,}$/.test(text) ? text : null;
}

function normaliseMac(raw: string): string | null {
  const digits = compact(raw).toLowerCase().replace(/[-:.]/g, "");
  return /^[0-9a-f]{12}$/.test(digits) ? digits : null;
}

function bounded(text: string): string | null {
  return text.length > 0 && text.length <= 128 ? text : null;
}

/** One spelling for one value of a kind; null when the text cannot be such a value. */
export function normaliseIdentifier(kind: IdentifierKind, raw: string): string | null {
  switch (kind) {
    case "phone":
      return normalisePhone(raw);
    case "email":
      return normaliseEmail(raw);
    case "wifi_mac":
      return normaliseMac(raw);
    case "card":
    case "pos_id":
    case "erp_id":
      return bounded(compact(raw).toUpperCase());
    default:
      // WeChat's ids are case-sensitive.
      return bounded(compact(raw));
  }
}
