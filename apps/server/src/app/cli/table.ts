/** Display width: a Chinese character takes two columns. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += /[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]/.test(char) ? 2 : 1;
  return columns;
}

/** Rows as aligned columns: the first to the left, the others (numbers) to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const space = " ".repeat((widths[column] ?? 0) - width(cell));
          return column === 0 ? cell + space : space + cell;
        })
        .join("  "),
    )
    .join("\n");
}
