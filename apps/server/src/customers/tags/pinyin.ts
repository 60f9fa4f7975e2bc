import { pinyin } from "pinyin-pro";

/** What a Chinese name is typed as: `高价值` → full `gaojiazhi`, initials `gjz`; other characters stay. */
export function pinyinOf(name: string): { readonly full: string; readonly initials: string } {
  const options = { toneType: "none", type: "array", nonZh: "consecutive" } as const;
  const join = (parts: readonly string[]) => parts.join("").toLowerCase().replace(/\s/g, "");
  return { full: join(pinyin(name, options)), initials: join(pinyin(name, { ...options, pattern: "first" })) };
}
