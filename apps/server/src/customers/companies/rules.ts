export const companySizes = ["micro", "small", "medium", "large"] as const;
export const decisionPowers = ["decides", "influences", "uses", "introduces", "unknown"] as const;

const creditDigits = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/**
 * Whether a text is a unified social credit code (统一社会信用代码): 18 characters without I, O, S, V, Z, the last of which is the
 * check character of GB 32100—2015, annex A (weights 3^i mod 31).
 */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += creditDigits.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return creditDigits[(31 - (sum % 31)) % 31] === text[17];
}

const legalForm = /(股份有限公司|有限责任公司|集团有限公司|有限公司|总公司|分公司|集团|公司)$/u;

/** A company's name as duplicates are found by: width, case, spaces, punctuation and the legal form do not matter. */
export function companyNameKey(name: string): string {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");
  const core = plain.replace(legalForm, "");
  return core === "" ? plain : core;
}
