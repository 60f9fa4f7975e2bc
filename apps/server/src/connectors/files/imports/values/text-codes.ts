const exponent = /^\d(?:\.\d+)?[eE]\+?\d{1,2}$/;
/** What tills and exports write for "none". */
const nothing = new Set([
  "-",
  "--",
  "—",
  "无",
  "空",
  "null",
  "NULL",
  "None",
  "none",
  "N/A",
  "n/a",
  "#N/A",
  "\\N",
  "NaN",
]);

/** The characters with which a code begins that may need more than trimming. */
const special = /^[='’\-—无空nN#\\]/;

/** Cells of code columns: trimmed, and empty for the usual ways to write "none". */
export function cleanCode(text: string): string {
  const code = text.trim();
  if (!special.test(code)) return code;
  // Excel's way to force text: ="00123"; and a leading apostrophe.
  const unwrapped =
    code.length > 2 && code.startsWith('="') && code.endsWith('"') ? code.slice(2, -1) : code.replace(/^['’]/, "");
  return nothing.has(unwrapped) ? "" : unwrapped;
}

/** Whether Excel turned a long code into a number and its last digits are lost (`1.38E+10`). */
export function isMangledCode(code: string): boolean {
  return code.length >= 5 && exponent.test(code);
}
