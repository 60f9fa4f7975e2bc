const plainDecimal = /^-?\d{1,13}(?:\.\d{1,3})?$/;
const anyDecimal = /^([-+]?)(\d{0,13})(?:\.(\d*))?$/;
const scientific = /^[-+]?\d(?:\.\d+)?[eE][-+]?\d{1,3}$/;

/** Strips what people and programs put around numbers: currency signs, thousands separators, brackets for minus. */
function bareNumber(text: string): string {
  let bare = text.normalize("NFKC").replace(/[\s¥￥$€£,，'元]|CNY|RMB/gi, "");
  if (/^\(.*\)$/.test(bare)) bare = `-${bare.slice(1, -1)}`;
  return /^[^-]+-$/.test(bare) ? `-${bare.slice(0, -1)}` : bare;
}

/** What nearly all cells hold, `12` or `2.55`, in thousandths; -1 for anything else. */
function plainThousandths(text: string): number {
  const { length } = text;
  if (length === 0 || length > 12) return -1;
  let value = 0;
  // Digits behind the point; -1 before it.
  let places = -1;
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (places >= 0) places += 1;
    } else if (digit === -2 && places === -1 && at > 0) places = 0;
    else return -1;
  }
  if (places === -1) return value * 1_000;
  return places === 2 ? value * 10 : places === 1 ? value * 100 : places === 3 ? value : -1;
}

/**
 * A decimal number in thousandths, exact up to three places and rounded half away from zero beyond them: money in yuan
 * becomes li, a weight in kilograms grams. Null when the text is not a number.
 */
export function parseThousandths(text: string): number | null {
  const plain = plainThousandths(text);
  if (plain >= 0) return plain;
  if (plainDecimal.test(text)) return Math.round(Number(text) * 1_000) + 0;
  let bare = bareNumber(text);
  // Excel writes large and tiny numbers so; their digits are those of a double anyway.
  if (scientific.test(bare)) bare = Number(bare).toFixed(6);
  const match = anyDecimal.exec(bare);
  if (!match || (match[2] === "" && (match[3] ?? "") === "")) return null;
  const fraction = `${match[3] ?? ""}0000`;
  const value = Number(match[2] || "0") * 1_000 + Number(fraction.slice(0, 3)) + (fraction.charCodeAt(3) >= 53 ? 1 : 0);
  return match[1] === "-" && value !== 0 ? -value : value;
}
