import words from "./product-words.json" with { type: "json" };

const chinese: Readonly<Record<string, string>> = words;

/**
 * A Chinese reading of a product's English description, word by word (`JUMBO BAG RED RETROSPOT` → 特大手提袋红色复古波点).
 * Words that the list does not have stay English: the demo shows real goods, it does not invent them.
 */
export function productName(description: string): string {
  const parts = description
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
    .map((word) => chinese[word] ?? word);
  let name = "";
  for (const part of parts) {
    const needsSpace = /[A-Za-z0-9]$/.test(name) && /^[A-Za-z0-9]/.test(part);
    name += needsSpace ? ` ${part}` : part;
  }
  return name === "" ? description.trim() : name;
}
