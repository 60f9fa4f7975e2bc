function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A chart's tooltip as HTML: a heading and labelled values; every text is escaped. */
export function tooltipHtml(
  heading: string,
  lines: readonly { label: string; value: string; color?: string }[],
): string {
  const rows = lines
    .map(({ label, value, color }) => {
      const dot = color
        ? `<span style="display:inline-block;width:9px;height:9px;border-radius:3px;margin-right:7px;background:${escapeHtml(color)}"></span>`
        : "";
      return `<div style="display:flex;justify-content:space-between;gap:22px"><span>${dot}${escapeHtml(label)}</span><b>${escapeHtml(value)}</b></div>`;
    })
    .join("");
  return `<div style="margin-bottom:4px;opacity:.7">${escapeHtml(heading)}</div>${rows}`;
}
