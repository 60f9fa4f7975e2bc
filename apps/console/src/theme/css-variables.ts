import { color, font, radius, shadow, space } from "./tokens.ts";

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Publishes the tokens as `--fl-…` on the document, for the style sheets beside the components. */
export function publishCssVariables(root: HTMLElement): void {
  const set = (group: string, entries: Record<string, string | number>, unit: string) => {
    for (const [name, value] of Object.entries(entries))
      root.style.setProperty(`--fl-${group}${kebab(name)}`, `${value}${unit}`);
  };
  set("", color, "");
  set("radius-", radius, "px");
  set("space-", space, "px");
  set("size-", font.size, "px");
  set("shadow-", shadow, "");
  root.style.setProperty("--fl-font", font.family);
}
