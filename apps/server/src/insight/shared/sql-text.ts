/** A ClickHouse string literal: lists of texts would not fit into a URL as a parameter. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

export function textList(texts: readonly string[]): string {
  return texts.map(textLiteral).join(", ");
}
