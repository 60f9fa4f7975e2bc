const plainDecimal = /^-?\d{1,13}(?:\.\d{1,3})?$/;
const anyDecimal = /^([-+]?)(\d{0,13})(?:\.(\d*))?$/;
const scientific = /^[-+]?\d(?:\.\d+)?[eE][-+]?\d{1,3}$/;

/** Strips what people and programs put around numbers: currency signs, thousands separators, brackets for minus. */
function bareNumber(text: string): string {
  let bare = text.normalize("NFKC").replace(/[\s¥￥$€£,，'元]|CNY|RMB/gi, "");
  if (/^\(.*\)$/.test(bare)) bare = `-${bare.slice(1, -1)}`;
  return /^[^-]+-$/.test(bare) ? `-${bare.slice(0, -1)}` : bare;
}

/**
 * A decimal number in thousandths, exact up to three places and rounded half away from zero beyond them: money in yuan
 * becomes li, a weight in kilograms grams. Null when the text is not a number.
 */
export function parseThousandths(text: string): number | null {
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
