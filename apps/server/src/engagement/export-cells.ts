/** Cells of the tables that platforms export; nobody documents them, so what was seen is recognised and the rest said by hand. */

export interface SheetRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Which column holds which field: as said by hand, else by its name. */
export function columnsAt<Field extends string>(
  headers: readonly string[],
  said: Readonly<Partial<Record<Field, string>>>,
  known: Readonly<Record<Field, readonly string[]>>,
): Partial<Record<Field, number>> {
  const names = headers.map((header) => header.trim());
  const at: Partial<Record<Field, number>> = {};
  for (const field of Object.keys(known) as Field[]) {
    const hand = said[field];
    const found =
      hand === undefined ? names.findIndex((name) => known[field].includes(name)) : names.indexOf(hand.trim());
    if (found >= 0) at[field] = found;
  }
  return at;
}

/** `2026-03-01 10:00`, `2026/3/1`, `2026年3月1日 10:00` as wall clock `YYYY-MM-DD HH:MM:SS`; null when it is none. */
export function wallClockOf(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(text.trim());
  if (!match) return null;
  const two = (part: string | undefined) => (part ?? "0").padStart(2, "0");
  const day = `${match[1]}-${two(match[2])}-${two(match[3])}`;
  const time = `${two(match[4])}:${two(match[5])}:${two(match[6])}`;
  const date = new Date(`${day}T${time}Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day) ? null : `${day} ${time}`;
}

/** `1,234`, `1.2万`; null for an empty cell, undefined when it is no count. */
export function countOf(text: string): number | null | undefined {
  const plain = text.trim().replaceAll(",", "");
  if (plain === "" || plain === "-") return null;
  const match = /^(\d+(?:\.\d+)?)(万|w)?$/i.exec(plain);
  if (!match) return undefined;
  const number = Math.round(Number(match[1]) * (match[2] ? 10_000 : 1));
  return Number.isSafeInteger(number) ? number : undefined;
}
